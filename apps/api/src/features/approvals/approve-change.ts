import { isAhead, isRefusal, type Plan, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { ExecutePlan, OpenApproval, TakeEffect } from '../identifiers/index.ts';
import { decide, makeVoid } from './approval-record.ts';
import type { ApprovalRecord } from './approval-record.ts';
import { EnterApproval, type Entered as EnteredWith } from './enter-approval.ts';
import { type CurrentPlan, PlanOfApproval } from './plan-of-approval.ts';
import { SettleOpposed } from './settle-opposed.ts';

type Entered = EnteredWith<CurrentPlan>;

/** A second person's yes to a change: what was shown is carried out, once, if it still is what would be done. */
@Injectable()
export class ApproveChange {
  constructor(
    private readonly enter: EnterApproval,
    private readonly plans: PlanOfApproval,
    private readonly take: TakeEffect,
    private readonly executor: ExecutePlan,
    private readonly approvals: OpenApproval,
    private readonly opposed: SettleOpposed,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    known: ApprovalRecord,
    reason: string | null,
  ): Promise<Done | Refusal> {
    const { id } = known;
    const entered = await this.enter.run(em, now, context, { known, decision: 'approve' }, (...about) =>
      this.plans.run(...about, { lock: true }),
    );
    if (isRefusal(entered)) return entered;
    const { approval, plan } = entered;
    const refusal = await this.standing(em, now, entered);
    if (refusal !== null) {
      await this.enter.refused(em, now, context, approval, { decision: 'approve', refusal });
      return refusal;
    }
    if (isRefusal(plan)) throw new Error('A plan that stands is a plan.');
    const by = context.principal.id;
    if (!(await decide(em, now, id, { state: 'approved', by, reason }))) return { code: 'approval-decided' };
    await this.record(em, now, context, entered, reason);
    await this.carryOut(em, now, context, { ...entered, plan });
    return { resourceId: id, result: undefined };
  }

  /** Why the plan does not stand any more; one that is another now is put before a supervisor anew. */
  private async standing(em: EntityManager, now: Date, entered: Entered): Promise<Refusal | null> {
    const { approval, change, account, plan, policy, current } = entered;
    const { id, kind, caseId, changeId, requestedBy } = approval;
    if (kind === 'held-change' && change?.state !== 'held') return refuse('approval-void');
    // What a locked account's plan is refused with is worded for its customer.
    if (kind === 'held-change' && isAhead(account.lockedUntil, now)) return refuse('account-locked');
    if (isRefusal(plan)) return plan;
    if (current) return null;
    await makeVoid(em, now, id);
    const anew = { kind, plan, caseId, changeId, requestedBy, policy };
    return refuse('approval-void', { approvalId: await this.approvals.run(em, now, anew) });
  }

  private async carryOut(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    entered: Entered & { readonly plan: Plan },
  ): Promise<void> {
    const { approval, change, accounts, plan, policy } = entered;
    const { accountId, caseId, kind } = approval;
    if (kind === 'held-change' && change !== null) {
      await this.take.byApproval(em, now, context, change, entered);
      return;
    }
    await this.executor.run(em, now, context, plan, {
      accounts,
      policy,
      origin: 'effect-of',
      caseId,
      requestedBy: context.principal.id,
      added: null,
    });
    await this.opposed.run(em, now, { accountId, by: context.principal.id, reason: 'reversed' });
  }

  private async record(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { approval, policy }: Entered,
    reason: string | null,
  ): Promise<void> {
    const { id, kind, accountId, caseId, changeId, planHash } = approval;
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'approval.approved',
        origin: 'effect-of',
        accountId,
        ...(caseId !== null && { caseId }),
        facts: { approvalId: id, kind, changeId, planHash, policyVersion: policy.version },
        ...(reason !== null && { after: { reason } }),
      },
    );
  }
}
