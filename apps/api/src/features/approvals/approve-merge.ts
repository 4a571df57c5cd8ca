import { isRefusal, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { type ApprovalRecord, decide, makeVoid } from './approval-record.ts';
import { EnterApproval, type Entered } from './enter-approval.ts';
import { type CurrentMerge, PlanOfMerge } from './plan-of-merge.ts';
import { SettleMerge } from './settle-merge.ts';

/**
 * A second person's yes to a merge, or to its undoing: the worker carries out what was shown, once. What is not what was
 * asked for any more is void, and has to be previewed again.
 */
@Injectable()
export class ApproveMerge {
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
    reason: string | null,
  ): Promise<Done | Refusal> {
    const entered = await this.enter.run(em, now, context, { known, decision: 'approve' }, (...about) =>
      this.plans.run(...about, { lock: true }),
    );
    if (isRefusal(entered)) return entered;
    if (!entered.current) return this.isVoid(em, now, context, entered);
    const { approval, policy } = entered;
    const { id, kind, accountId, caseId, mergeId, undoId, planHash } = approval;
    const by = context.principal.id;
    if (!(await decide(em, now, id, { state: 'approved', by, reason }))) return { code: 'approval-decided' };
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'approval.approved',
        origin: 'effect-of',
        accountId,
        ...(caseId !== null && { caseId }),
        facts: { approvalId: id, kind, mergeId, undoId, planHash, policyVersion: policy.version },
        ...(reason !== null && { after: { reason } }),
      },
    );
    await this.settle.queue(em, now, approval, by);
    return { resourceId: id, result: undefined };
  }

  private async isVoid(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { approval, plan }: Entered<CurrentMerge>,
  ): Promise<Refusal> {
    const refusal = refuse('approval-void', { mergeId: approval.mergeId });
    await makeVoid(em, now, approval.id);
    await this.enter.refused(em, now, context, approval, { decision: 'approve', refusal });
    await this.settle.refuse(em, now, context, approval, isRefusal(plan) ? plan.code : 'merge-plan-moved');
    return refusal;
  }
}
