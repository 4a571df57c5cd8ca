import type { LiftLockRequest } from '@relink/contract';
import { days, isRefusal, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk } from '../cases/index.ts';

// A lock lasts a day and counts the day before it.
const FAILED_BY = `select 1 from evidence_round
  where account_id = $1 and agent_id = $2 and not enough and at > $3 limit 1`;

/** A supervisor opens a locked account's verification before the lock ends by itself, and says why: never one who guessed themselves. */
@Injectable()
export class LiftLock {
  constructor(
    private readonly desk: CaseDesk,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { accountId, reason }: LiftLockRequest,
  ): Promise<Done | Refusal> {
    const query = { action: 'lift-lock', accountId } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const failed = await runSql(em, FAILED_BY, [
      accountId,
      context.principal.id,
      new Date(now.getTime() - days(2)),
    ]);
    if (failed.length > 0) {
      const refusal = refuse('another-person-needed');
      await this.desk.refused(em, now, context, caseId, query, refusal);
      return refusal;
    }
    await runSql(
      em,
      `update verification_lock set lifted_at = $2, lifted_by = $3, lift_reason = $4
        where account_id = $1 and until > $2 and lifted_at is null`,
      [accountId, now, context.principal.id, reason],
    );
    await this.audit.record(
      em,
      { ...context, now },
      {
        caseId,
        accountId,
        origin: 'case',
        action: 'evidence.lock-lifted',
        after: { reason },
      },
    );
    return { resourceId: caseId, result: undefined };
  }
}
