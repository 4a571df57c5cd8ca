import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { AuditLog, type SystemContext } from '../audit/index.ts';

const LIFT = {
  name: 'opposed_merge_lift',
  text: `update verification_lock set lifted_at = $2, lifted_by = $3, lift_reason = $4
          where merge_id = $1 and lifted_at is null returning account_id as "accountId", case_id as "caseId"`,
};
const SETTLE = {
  name: 'opposed_merge_settle_notices',
  text: `update notice set settled_at = $2, settled_by = $3, settle_reason = $4
          where merge_id = $1 and settled_at is null`,
};

/** Opens an account again whose merge was opposed, once a supervisor has said that it stays, or it was undone. */
@Injectable()
export class SettleOpposedMerge {
  constructor(private readonly audit: AuditLog) {}

  /** The caller holds the accounts' locks. Where nothing was opposed it does nothing. */
  async run(
    em: EntityManager,
    now: Date,
    context: RequestContext | SystemContext,
    settled: { readonly mergeId: string; readonly by: string; readonly reason: string },
  ): Promise<void> {
    const { mergeId, by, reason } = settled;
    await runNamed(em, SETTLE, [mergeId, now, by, reason]);
    type Lifted = { accountId: string; caseId: string | null };
    const lifted = await runNamed<Lifted>(em, LIFT, [mergeId, now, by, reason]);
    for (const { accountId, caseId } of lifted)
      await this.audit.record(
        em,
        { ...context, now },
        {
          action: 'evidence.lock-lifted',
          origin: 'effect-of',
          accountId,
          ...(caseId !== null && { caseId }),
          facts: { mergeId, liftedBy: by },
          after: { reason },
        },
      );
  }
}
