import type { FactorRecoveryView } from '@relink/contract';
import { type AgentRole, type WaitingRecovery, whyNotDecideRecovery } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { letInLately } from './let-in-lately.ts';
import { RecoveryAlarm } from './recovery-alarm.ts';

type Row = WaitingRecovery & {
  readonly id: string;
  readonly agentName: string;
  readonly reason: string;
  readonly requestedByName: string;
  readonly requestedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
};
/** An agent as a recovery needs to know them. */
export type RecoveringAgent = {
  readonly id: string;
  readonly role: AgentRole;
  readonly factors: number;
  readonly waits: boolean;
  readonly passwordKnown: boolean;
};

// Of who comes in by the company there is no password of the desk's to know.
const PASSWORD_KNOWN = `exists (select from agent_factor f where f.agent_id = a.id and a.issuer is null
    and f.locked_at > coalesce(a.password_changed_at, '-infinity')) as "passwordKnown"`;

const LIST = `select r.id, r.agent_id as "agentId", a.name as "agentName", r.reason, r.requested_by as "requestedBy",
    q.name as "requestedByName", r.requested_at as "requestedAt", r.expires_at as "expiresAt", r.state,
    d.name as "decidedBy", r.decided_at as "decidedAt", ${PASSWORD_KNOWN}
  from factor_recovery r join agent a on a.id = r.agent_id join agent q on q.id = r.requested_by
  left join agent d on d.id = r.decided_by
 order by r.state <> 'waiting', r.requested_at desc, r.id limit 100`;

/** Recoveries of lost second factors: asked for by an admin, decided by another. */
@Injectable()
export class FactorRecoveries {
  constructor(private readonly alarm: RecoveryAlarm) {}

  /** What waits first, then the newest. */
  async list(executor: Executor, { principal, now }: AgentContext): Promise<FactorRecoveryView[]> {
    const rows = await runSql<Row>(executor, LIST, []);
    const near = await letInLately(executor, now, principal.id);
    return rows.map((row) => {
      const { id, agentId, agentName, reason, state, decidedBy } = row;
      const may = (yes: boolean) =>
        whyNotDecideRecovery(now, principal, row, { yes, letIn: near.has(row.requestedBy) }) === undefined;
      return {
        id,
        agentId,
        agentName,
        reason,
        requestedBy: row.requestedByName,
        requestedAt: row.requestedAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        state: state === 'waiting' && row.expiresAt <= now ? 'expired' : state,
        decidedBy,
        decidedAt: row.decidedAt?.toISOString() ?? null,
        mayApprove: may(true),
        mayReject: may(false),
      };
    });
  }

  /** The agent, held still, with what of theirs waits. One that nobody decided in time makes room. */
  async lockAgent(em: EntityManager, now: Date, agentId: string): Promise<RecoveringAgent | undefined> {
    const [agent] = await runSql<{ id: string; role: AgentRole; passwordKnown: boolean }>(
      em,
      `select a.id, a.role, ${PASSWORD_KNOWN} from agent a where a.id = $1 for no key update`,
      [agentId],
    );
    if (!agent) return undefined;
    const expired = await runSql<{ id: string }>(
      em,
      `update factor_recovery set state = 'rejected', decided_by = requested_by, decided_at = expires_at
        where agent_id = $1 and state = 'waiting' and expires_at <= $2 returning id`,
      [agentId, now],
    );
    for (const { id } of expired) await this.alarm.over(em, now, id);
    const [found] = await runSql<{ factors: number; waits: boolean }>(
      em,
      `select (select count(*)::int from agent_factor where agent_id = $1) as factors,
         exists (select from factor_recovery where agent_id = $1 and state = 'waiting') as waits`,
      [agentId],
    );
    return { ...agent, factors: found?.factors ?? 0, waits: found?.waits ?? false };
  }

  async lock(em: EntityManager, id: string): Promise<WaitingRecovery | undefined> {
    const [row] = await runSql<WaitingRecovery>(
      em,
      `select r.agent_id as "agentId", r.requested_by as "requestedBy", r.state, r.expires_at as "expiresAt",
         ${PASSWORD_KNOWN}
         from factor_recovery r join agent a on a.id = r.agent_id where r.id = $1 for update of r`,
      [id],
    );
    return row;
  }
}
