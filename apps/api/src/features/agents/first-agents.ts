import type { AgentRole } from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, type Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import { hashPassword, verifyPassword } from '../../platform/guard/passwords.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { AgentEntity } from './agent.entity.ts';
import { insertAgent, type NewAgent } from './insert-agent.ts';

/** The password of every demo agent. Known to everybody who reads this, so there are none in production. */
export const DEMO_PASSWORD = 'relink demo desk';

const DEMO_AGENTS: readonly { username: string; name: string; role: AgentRole }[] = [
  { username: 'agent', name: 'Asha Agent', role: 'agent' },
  { username: 'agent2', name: 'Bengt Agent', role: 'agent' },
  { username: 'supervisor', name: 'Sita Supervisor', role: 'supervisor' },
  { username: 'admin', name: 'Ada Admin', role: 'admin' },
];

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

/** Lets the first people in, once: where there is any agent at all, nobody is added. */
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
    let made: readonly NewAgent[] = [];
    if (!(await this.agents.exists())) made = await this.insert(await this.firstAgents());
    return {
      demo: production ? [] : await this.demoSignIns(),
      madeAdmin: made.find(({ username }) => username === firstAdmin?.username)?.username,
      nobody: !(await this.agents.exists()),
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
    return DEMO_AGENTS.map((agent) => ({ id: uuidv7(), ...agent, passwordHash }));
  }

  /** Returns those inserted: none, where another server was faster. */
  private insert(first: readonly NewAgent[]): Promise<readonly NewAgent[]> {
    return this.transaction.run(async (em, now) => {
      await runSql(em, 'select pg_advisory_xact_lock(727002)');
      if (await em.exists(AgentEntity)) return [];
      const context = { principal: { kind: 'system' as const }, address: null, now };
      for (const agent of first) {
        await insertAgent(em, now, agent);
        const { id: agentId, username, name, role } = agent;
        await this.audit.record(em, context, {
          action: 'agent.created',
          facts: { agentId, after: { username, name, role, disabled: false } },
        });
      }
      return first;
    });
  }

  /** The demo agents who can still sign in with the demo password: what is printed must work. */
  private async demoSignIns(): Promise<DemoSignIn[]> {
    const found = await this.agents.find({
      select: { username: true, role: true, passwordHash: true },
      where: { username: In(DEMO_AGENTS.map(({ username }) => username)), disabledAt: IsNull() },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    const open: DemoSignIn[] = [];
    for (const { username, role, passwordHash } of found)
      if (await verifyPassword(passwordHash, DEMO_PASSWORD))
        open.push({ username, role, password: DEMO_PASSWORD });
    return open;
  }
}
