import { isRefusal, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { writeNote } from '../cases/index.ts';
import { type ApprovalRecord, makeVoid } from './approval-record.ts';
import type { DecideKind } from './decide-kind.ts';
import type { Entered } from './enter-approval.ts';
import { type CurrentMerge, PlanOfMerge } from './plan-of-merge.ts';
import { SettleWork } from './settle-work.ts';

/** A merge, or its undoing, goes to the worker; or both accounts stay as they are, and its agent reads why in the case. */
@Injectable()
export class DecideMerge implements DecideKind<CurrentMerge> {
  constructor(
    private readonly plans: PlanOfMerge,
    private readonly settle: SettleWork,
  ) {}

  plan(em: EntityManager, now: Date, approval: ApprovalRecord): Promise<CurrentMerge> {
    return this.plans.run(em, now, approval, { lock: true });
  }

  /** What is not what was asked for any more has to be previewed again. */
  async standing(
    em: EntityManager,
    now: Date,
    { approval: { id, mergeId }, current }: Entered<CurrentMerge>,
  ): Promise<Refusal | null> {
    if (current) return null;
    await makeVoid(em, now, id);
    return refuse('approval-void', { mergeId });
  }

  fell(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { approval, plan }: Entered<CurrentMerge>,
  ): Promise<void> {
    const code = isRefusal(plan) ? plan.code : 'merge-plan-moved';
    return this.settle.refuse(em, now, context, approval, code);
  }

  carryOut(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { approval }: Entered<CurrentMerge>,
  ): Promise<void> {
    return this.settle.queue(em, now, approval, context.principal.id);
  }

  async giveUp(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { approval }: Entered<CurrentMerge>,
    reason: string,
  ): Promise<void> {
    const { caseId } = approval;
    if (caseId !== null) await writeNote(em, now, { caseId, agentId: context.principal.id, body: reason });
    await this.settle.refuse(em, now, context, approval, 'approval-rejected');
  }
}
