import type { LiftLockRequest } from '@relink/contract';
import { isRefusal, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk } from '../cases/index.ts';

/** A supervisor opens a locked account's verification before the lock ends by itself, and says why: never one who guessed or suspected themselves. */
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
    const lifted = await runSql(
      em,
      `update verification_lock set lifted_at = $2, lifted_by = $3, lift_reason = $4
        where account_id = $1 and until > $2 and lifted_at is null and kind <> 'opposed' returning id`,
      [accountId, now, context.principal.id, reason],
    );
    if (lifted.length === 0) {
      const refusal = refuse('account-opposed');
      await this.desk.refused(em, now, context, caseId, query, refusal);
      return refusal;
    }
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
