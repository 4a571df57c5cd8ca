import { isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { type ApprovalRecord, decide } from './approval-record.ts';
import { EnterApproval } from './enter-approval.ts';
import { PlanOfErasure } from './plan-of-erasure.ts';
import { SettleErasure } from './settle-erasure.ts';

/** A second admin's no to an erasure: the customer stays. */
@Injectable()
export class RejectErasure {
  constructor(
    private readonly enter: EnterApproval,
    private readonly plans: PlanOfErasure,
    private readonly settle: SettleErasure,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    known: ApprovalRecord,
    reason: string,
  ): Promise<Done | Refusal> {
    const entered = await this.enter.run(em, now, context, { known, decision: 'reject' }, (...about) =>
      this.plans.run(...about, { lock: true }),
    );
    if (isRefusal(entered)) return entered;
    const { id, kind, accountId, erasureId, planHash } = entered.approval;
    const by = context.principal.id;
    if (!(await decide(em, now, id, { state: 'rejected', by, reason }))) return { code: 'approval-decided' };
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'approval.rejected',
        origin: 'effect-of',
        accountId,
        facts: { approvalId: id, kind, erasureId, planHash },
        after: { reason },
      },
    );
    await this.settle.refuse(em, now, context, entered.approval, 'approval-rejected');
    return { resourceId: id, result: undefined };
  }
}
