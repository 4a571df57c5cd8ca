import { doMissesLock } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { AuditLog } from '../audit/index.ts';
import { Notices } from '../cases/index.ts';

const NOTE = {
  name: 'factor_miss_note',
  text: 'insert into factor_miss (agent_id, session_id, at) values ($1, $2, $3)',
};
// Since the oldest app that is open: what was guessed at one that is gone says nothing of the secret of another.
const COUNT = {
  name: 'factor_miss_count',
  text: `select count(*)::int as misses from factor_miss
          where agent_id = $1 and at > $2::timestamptz - make_interval(days => $3)
            and at >= (select min(created_at) from agent_factor
                        where agent_id = $1 and kind = 'totp' and locked_at is null)`,
};
const LOCK = {
  name: 'factor_miss_lock',
  text: `update agent_factor set locked_at = $2 where agent_id = $1 and kind = 'totp' and locked_at is null returning id`,
};
const FORGET = { name: 'factor_miss_forget', text: 'delete from factor_miss where agent_id = $1' };
const FORGIVE = {
  name: 'factor_miss_forgive',
  text: 'delete from factor_miss where agent_id = $1 and session_id = $2',
};

/**
 * Counts wrong codes for longer than the throttle does, which begins anew each quarter of an hour: across sessions, servers
 * and restarts. The agent's own right code forgives what was mistyped in the same session, and nothing that somebody else
 * guessed in another one: who signed in with her password gets no more guesses by an agent at work beside him. Who has the
 * cookie of her session shares what is forgiven in it, and is held by the throttle alone.
 */
@Injectable()
export class FactorMisses {
  constructor(
    private readonly policy: PolicyInForce,
    private readonly notices: Notices,
    private readonly audit: AuditLog,
  ) {}

  /** A wrong code, of an agent held still. The one too many locks every authenticator app of the agent, and supervisors are told. */
  async note(em: EntityManager, context: AgentContext): Promise<void> {
    const { principal: agent, now } = context;
    await runNamed(em, NOTE, [agent.id, agent.session.id, now]);
    const { numbers } = await this.policy.read(em);
    const [counted] = await runNamed<{ misses: number }>(em, COUNT, [agent.id, now, numbers.factor.missDays]);
    const misses = counted?.misses ?? 0;
    if (!doMissesLock(misses, numbers)) return;
    const locked = await runNamed(em, LOCK, [agent.id, now]);
    await runNamed(em, FORGET, [agent.id]);
    const facts = { agentId: agent.id, misses, factors: locked.length };
    await this.audit.record(em, context, { action: 'factor.locked', facts });
    const kind = 'factor-locked';
    await this.notices.tell(em, now, { kind, caseId: null, accountId: null, agentId: agent.id });
  }

  /** A right code. */
  async forgive(em: EntityManager, { principal: agent }: AgentContext): Promise<void> {
    await runNamed(em, FORGIVE, [agent.id, agent.session.id]);
  }
}
