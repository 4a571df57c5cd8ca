import { isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { writeNote } from '../cases/index.ts';
import { type ApprovalRecord, decide } from './approval-record.ts';
import { EnterApproval } from './enter-approval.ts';
import { PlanOfMerge } from './plan-of-merge.ts';
import { SettleMerge } from './settle-merge.ts';

/** A second person's no to a merge, or to its undoing: both accounts stay as they are, and its agent reads why in the case. */
@Injectable()
export class RejectMerge {
  constructor(
    private readonly enter: EnterApproval,
    private readonly plans: PlanOfMerge,
    private readonly settle: SettleMerge,
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
    const { id, kind, accountId, caseId, mergeId, undoId, planHash } = entered.approval;
    const by = context.principal.id;
    if (!(await decide(em, now, id, { state: 'rejected', by, reason }))) return { code: 'approval-decided' };
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'approval.rejected',
        origin: 'effect-of',
        accountId,
        ...(caseId !== null && { caseId }),
        facts: { approvalId: id, kind, mergeId, undoId, planHash },
        after: { reason },
      },
    );
    if (caseId !== null) await writeNote(em, now, { caseId, agentId: by, body: reason });
    await this.settle.refuse(em, now, context, entered.approval, 'approval-rejected');
    return { resourceId: id, result: undefined };
  }
}
