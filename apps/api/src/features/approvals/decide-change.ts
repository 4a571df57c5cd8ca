import { isAhead, isRefusal, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { ExecutePlan, OpenApproval, TakeEffect } from '../identifiers/index.ts';
import { type ApprovalRecord, makeVoid } from './approval-record.ts';
import type { DecideKind } from './decide-kind.ts';
import type { Entered as EnteredWith } from './enter-approval.ts';
import { type CurrentPlan, PlanOfApproval } from './plan-of-approval.ts';
import { SettleOpposed } from './settle-opposed.ts';

type Entered = EnteredWith<CurrentPlan>;

/** A change that is held takes effect or is given up; one that was opposed is taken back, or stands and its account opens again. */
@Injectable()
export class DecideChange implements DecideKind<CurrentPlan> {
  constructor(
    private readonly plans: PlanOfApproval,
    private readonly take: TakeEffect,
    private readonly executor: ExecutePlan,
    private readonly approvals: OpenApproval,
    private readonly opposed: SettleOpposed,
  ) {}

  plan(em: EntityManager, now: Date, approval: ApprovalRecord): Promise<CurrentPlan> {
    return this.plans.run(em, now, approval, { lock: true });
  }

  /** A plan that is another now is put before a supervisor anew. */
  async standing(em: EntityManager, now: Date, entered: Entered): Promise<Refusal | null> {
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

  async carryOut(em: EntityManager, now: Date, context: AgentContext, entered: Entered): Promise<void> {
    const { approval, change, accounts, plan, policy } = entered;
    if (isRefusal(plan)) throw new Error('A plan that stands is a plan.');
    const { accountId, caseId, kind } = approval;
    if (kind === 'held-change' && change !== null) {
      await this.take.byApproval(em, now, context, change, { ...entered, plan });
      return;
    }
    const by = context.principal.id;
    const about = { accounts, policy, origin: 'effect-of', caseId, requestedBy: by, added: null } as const;
    await this.executor.run(em, now, context, plan, about);
    await this.opposed.run(em, now, { accountId, by, reason: 'reversed' });
  }

  async reopen(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { approval: { kind, accountId } }: Entered,
    reason: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    if (kind !== 'reversal') return {};
    return { accountOpen: await this.opposed.run(em, now, { accountId, by: context.principal.id, reason }) };
  }

  async giveUp(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { approval: { kind, changeId } }: Entered,
    reason: string,
  ): Promise<void> {
    if (kind === 'held-change' && changeId !== null)
      await this.take.giveUp(em, now, context, changeId, { why: 'rejected', reason });
  }
}
