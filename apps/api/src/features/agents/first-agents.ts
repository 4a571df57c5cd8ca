import type { AgentRole } from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, type Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { LOCKS } from '../../platform/database/advisory-locks.ts';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import { endAgentSessionsOf } from '../../platform/guard/end-agent-sessions.ts';
import { hashPassword, verifyPassword } from '../../platform/guard/passwords.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { AgentEntity } from './agent.entity.ts';
import { insertAgent, type NewAgent } from './insert-agent.ts';

/** The password of every demo agent. Known to everybody who reads this, so there are none in production. */
export const DEMO_PASSWORD = 'relink demo desk';

/** Two of each who decide what one alone may not: a recovery, an erasure, an undoing. None let another in: the desk did. */
const DEMO_AGENTS: readonly { username: string; name: string; role: AgentRole }[] = [
  { username: 'agent', name: 'Asha Agent', role: 'agent' },
  { username: 'agent2', name: 'Bengt Agent', role: 'agent' },
  { username: 'supervisor', name: 'Sita Supervisor', role: 'supervisor' },
  { username: 'supervisor2', name: 'Sven Supervisor', role: 'supervisor' },
  { username: 'admin', name: 'Ada Admin', role: 'admin' },
  { username: 'admin2', name: 'Ali Admin', role: 'admin' },
];

const ENABLED = { disabledAt: IsNull() };

/** A sign-in to print at the start of a demo desk. */
export type DemoSignIn = { readonly username: string; readonly password: string; readonly role: AgentRole };

/** What the start should tell whoever started the desk. */
export type FirstAgentsReport = {
  readonly demo: readonly DemoSignIn[];
  /** The first admin's name, when one was made just now from RELINK_FIRST_ADMIN. */
  readonly madeAdmin: string | undefined;
  /** True when nobody can sign in and nothing says who should. */
  readonly nobody: boolean;
};

/**
 * Lets the first people in, once: where anybody can sign in, nobody is added. In production who still has the demo's
 * password is shut out first: a desk that was tried out and then put to work has an admin whom everybody can be.
 */
@Injectable()
export class FirstAgents {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @InjectRepository(AgentEntity) private readonly agents: Repository<AgentEntity>,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  async ensure(): Promise<FirstAgentsReport> {
    const production = this.settings.mode === 'production';
    const { firstAdmin } = this.settings;
    const open = await this.withDemoPassword();
    if (production) for (const { id } of open) await this.shutOut(id);
    // A demo desk from before agents had second factors: its sign-ins are the demo's own as well.
    else await this.agents.update({ id: In(open.map(({ id }) => id)) }, { demo: true });
    let made: readonly NewAgent[] = [];
    if (!(await this.agents.exists({ where: ENABLED }))) made = await this.insert(await this.firstAgents());
    // Looked at anew: another server may have been faster.
    const demo = production ? [] : await this.withDemoPassword();
    return {
      demo: demo.map(({ username, role }) => ({ username, role, password: DEMO_PASSWORD })),
      madeAdmin: made.find(({ username }) => username === firstAdmin?.username)?.username,
      nobody: !(await this.agents.exists({ where: ENABLED })),
    };
  }

  private async firstAgents(): Promise<NewAgent[]> {
    const { mode, firstAdmin } = this.settings;
    if (firstAdmin) {
      const { username, password } = firstAdmin;
      return [
        {
          id: uuidv7(),
          username,
          name: username,
          role: 'admin',
          passwordHash: await hashPassword(password),
        },
      ];
    }
    if (mode === 'production') return [];
    const passwordHash = await hashPassword(DEMO_PASSWORD);
    return DEMO_AGENTS.map((agent) => ({ id: uuidv7(), ...agent, passwordHash, demo: true }));
  }

  /** Returns those inserted: none, where another server was faster. */
  private insert(first: readonly NewAgent[]): Promise<readonly NewAgent[]> {
    return this.transaction.run(async (em, now) => {
      // A number of its own: the gate of all changes would be held up, and waited for, by a start.
      await runSql(em, `select pg_advisory_xact_lock(${String(LOCKS.firstAgents)})`);
      if (await em.exists(AgentEntity, { where: ENABLED })) return [];
      const context = { principal: { kind: 'system' as const }, address: null, now };
      const made: NewAgent[] = [];
      for (const agent of first) {
        if (!(await insertAgent(em, now, agent))) continue;
        made.push(agent);
        const { id: agentId, username, name, role } = agent;
        await this.audit.record(em, context, {
          action: 'agent.created',
          facts: { agentId, after: { username, name, role, disabled: false } },
        });
      }
      return made;
    });
  }

  private shutOut(agentId: string): Promise<void> {
    return this.transaction.run(async (em, now) => {
      await em.update(AgentEntity, agentId, { disabledAt: now, updatedAt: now });
      const sessionsEnded = await endAgentSessionsOf(em, agentId);
      const context = { principal: { kind: 'system' as const }, address: null, now };
      await this.audit.record(em, context, {
        action: 'agent.updated',
        facts: { agentId, before: { disabled: false }, after: { disabled: true }, sessionsEnded },
      });
    });
  }

  /** The demo agents who can still sign in with the demo password: what is printed must work. */
  private async withDemoPassword(): Promise<AgentEntity[]> {
    const found = await this.agents.find({
      select: { id: true, username: true, role: true, passwordHash: true },
      where: { username: In(DEMO_AGENTS.map(({ username }) => username)), disabledAt: IsNull() },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    const open: AgentEntity[] = [];
    for (const agent of found)
      if (await verifyPassword(agent.passwordHash ?? undefined, DEMO_PASSWORD)) open.push(agent);
    return open;
  }
}
