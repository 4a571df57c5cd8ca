import { isRefusal, type ProblemCode, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { type ApprovalRecord, decide, makeVoid } from './approval-record.ts';
import { EnterApproval } from './enter-approval.ts';
import { PlanOfErasure } from './plan-of-erasure.ts';
import { SettleErasure } from './settle-erasure.ts';

/** A second admin's yes to an erasure: the worker carries out what was shown, once. */
@Injectable()
export class ApproveErasure {
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
    reason: string | null,
  ): Promise<Done | Refusal> {
    const entered = await this.enter.run(em, now, context, { known, decision: 'approve' }, (...about) =>
      this.plans.run(...about, { lock: true }),
    );
    if (isRefusal(entered)) return entered;
    const { approval, plan } = entered;
    if (!entered.current) {
      const code: ProblemCode = isRefusal(plan) ? plan.code : 'erasure-plan-moved';
      return this.isVoid(em, now, context, approval, code);
    }
    const { id, kind, accountId, erasureId, planHash } = approval;
    const by = context.principal.id;
    if (!(await decide(em, now, id, { state: 'approved', by, reason }))) return { code: 'approval-decided' };
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'approval.approved',
        origin: 'effect-of',
        accountId,
        facts: { approvalId: id, kind, erasureId, planHash },
        ...(reason !== null && { after: { reason } }),
      },
    );
    await this.settle.queue(em, approval, by);
    return { resourceId: id, result: undefined };
  }

  /** What it was asked for is not what would be done any more: a legal hold came, or the account has moved. */
  private async isVoid(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    approval: ApprovalRecord,
    code: ProblemCode,
  ): Promise<Refusal> {
    const refusal = refuse(code === 'legal-hold' ? code : 'approval-void');
    await makeVoid(em, now, approval.id);
    await this.enter.refused(em, now, context, approval, { decision: 'approve', refusal });
    await this.settle.refuse(em, now, context, approval, code);
    return refusal;
  }
}
