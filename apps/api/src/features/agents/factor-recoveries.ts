import type { FactorRecoveryView } from '@relink/contract';
import { type AgentRole, isPasswordKnown, type WaitingRecovery, whyNotDecideRecovery } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { letInLately } from './let-in-lately.ts';
import { RecoveryAlarm } from './recovery-alarm.ts';
import { RecoveryCodes } from './recovery-codes.ts';

/** What `isPasswordKnown` asks. */
type PasswordFacts = Parameters<typeof isPasswordKnown>[0];
type Row = Omit<WaitingRecovery, 'passwordKnown'> &
  PasswordFacts & {
    readonly id: string;
    /** Whether the agent has still to enrol by its code. */
    readonly underWay: boolean;
    readonly approvedBy: string | null;
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
  readonly recovering: boolean;
  readonly waits: boolean;
  readonly passwordKnown: boolean;
};

const PASSWORD_FACTS = `(select max(f.locked_at) from agent_factor f where f.agent_id = a.id) as "lockedAt",
    a.password_changed_at as "passwordChangedAt", a.issuer is not null as "byCompany"`;

const LIST = `select r.id, r.agent_id as "agentId", a.name as "agentName", r.reason, r.requested_by as "requestedBy",
    q.name as "requestedByName", r.requested_at as "requestedAt", r.expires_at as "expiresAt", r.state,
    d.name as "decidedBy", r.decided_at as "decidedAt", r.approved_by as "approvedBy",
    coalesce(a.recovery_id = r.id, false) as "underWay", ${PASSWORD_FACTS}
  from factor_recovery r join agent a on a.id = r.agent_id join agent q on q.id = r.requested_by
  left join agent d on d.id = r.decided_by
 order by r.state <> 'waiting', r.requested_at desc, r.id limit 100`;

/** Recoveries of lost second factors: asked for by an admin, decided by another. */
@Injectable()
export class FactorRecoveries {
  constructor(
    private readonly alarm: RecoveryAlarm,
    private readonly codes: RecoveryCodes,
  ) {}

  /** What waits first, then the newest. */
  async list(executor: Executor, { principal, now }: AgentContext): Promise<FactorRecoveryView[]> {
    const rows = await runSql<Row>(executor, LIST, []);
    const near = await letInLately(executor, now, principal.id);
    return rows.map((row) => {
      const { id, agentId, agentName, reason, state, decidedBy } = row;
      const recovery = { ...row, passwordKnown: isPasswordKnown(row) };
      const whyNot = (yes: boolean) =>
        whyNotDecideRecovery(now, principal, recovery, { yes, letIn: near.has(row.requestedBy) });
      const mayNot = whyNot(true);
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
        mayApprove: mayNot === undefined,
        mayReject: whyNot(false) === undefined,
        // Of one that is over, its state says enough.
        mayNot: state === 'waiting' && row.expiresAt > now ? (mayNot?.code ?? null) : null,
        half: this.halfFor(row, principal.id),
      };
    });
  }

  /** What the admin has to tell the agent: one half, and never both. */
  private halfFor({ id, underWay, requestedBy, approvedBy }: Row, adminId: string): string | null {
    if (!underWay) return null;
    if (adminId === requestedBy) return this.codes.half(id, 'asked');
    return adminId === approvedBy ? this.codes.half(id, 'approved') : null;
  }

  /** The agent, held still, with what of theirs waits. One that nobody decided in time makes room. */
  async lockAgent(em: EntityManager, now: Date, agentId: string): Promise<RecoveringAgent | undefined> {
    const [agent] = await runSql<{ id: string; role: AgentRole; recovering: boolean } & PasswordFacts>(
      em,
      `select a.id, a.role, a.recovery_id is not null as recovering, ${PASSWORD_FACTS}
         from agent a where a.id = $1 for no key update`,
      [agentId],
    );
    if (!agent) return undefined;
    const { id, role, recovering } = agent;
    const expired = await runSql<{ id: string }>(
      em,
      `update factor_recovery set state = 'rejected', decided_by = requested_by, decided_at = expires_at
        where agent_id = $1 and state = 'waiting' and expires_at <= $2 returning id`,
      [agentId, now],
    );
    for (const { id: recoveryId } of expired) await this.alarm.over(em, now, recoveryId);
    const [found] = await runSql<{ factors: number; waits: boolean }>(
      em,
      `select (select count(*)::int from agent_factor where agent_id = $1) as factors,
         exists (select from factor_recovery where agent_id = $1 and state = 'waiting') as waits`,
      [agentId],
    );
    const passwordKnown = isPasswordKnown(agent);
    return {
      ...{ id, role, recovering, passwordKnown },
      factors: found?.factors ?? 0,
      waits: found?.waits ?? false,
    };
  }

  async lock(em: EntityManager, id: string): Promise<WaitingRecovery | undefined> {
    const [row] = await runSql<Omit<WaitingRecovery, 'passwordKnown'> & PasswordFacts>(
      em,
      `select r.agent_id as "agentId", r.requested_by as "requestedBy", r.state, r.expires_at as "expiresAt",
         ${PASSWORD_FACTS}
         from factor_recovery r join agent a on a.id = r.agent_id where r.id = $1 for update of r`,
      [id],
    );
    return row && { ...row, passwordKnown: isPasswordKnown(row) };
  }
}
