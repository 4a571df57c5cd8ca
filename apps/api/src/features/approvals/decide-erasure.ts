import { isRefusal, type ProblemCode, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { type ApprovalRecord, makeVoid } from './approval-record.ts';
import type { DecideKind } from './decide-kind.ts';
import type { Entered as EnteredWith } from './enter-approval.ts';
import { type CurrentErasure, PlanOfErasure } from './plan-of-erasure.ts';
import { SettleWork } from './settle-work.ts';

type Entered = EnteredWith<CurrentErasure>;

/** An erasure goes to the worker; or the customer stays, and it may be asked for anew. */
@Injectable()
export class DecideErasure implements DecideKind<CurrentErasure> {
  constructor(
    private readonly plans: PlanOfErasure,
    private readonly settle: SettleWork,
  ) {}

  plan(em: EntityManager, now: Date, approval: ApprovalRecord): Promise<CurrentErasure> {
    return this.plans.run(em, now, approval, { lock: true });
  }

  /** It is not what was asked for once a legal hold came, or the account has moved. */
  async standing(em: EntityManager, now: Date, entered: Entered): Promise<Refusal | null> {
    if (entered.current) return null;
    await makeVoid(em, now, entered.approval.id);
    const code = codeOf(entered);
    return refuse(code === 'legal-hold' ? code : 'approval-void');
  }

  fell(em: EntityManager, now: Date, context: AgentContext, entered: Entered): Promise<void> {
    return this.settle.refuse(em, now, context, entered.approval, codeOf(entered));
  }

  carryOut(em: EntityManager, now: Date, { principal }: AgentContext, { approval }: Entered): Promise<void> {
    return this.settle.queue(em, now, approval, principal.id);
  }

  giveUp(em: EntityManager, now: Date, context: AgentContext, { approval }: Entered): Promise<void> {
    return this.settle.refuse(em, now, context, approval, 'approval-rejected');
  }
}

/** Why it is not carried out. */
function codeOf({ plan }: Entered): ProblemCode {
  return isRefusal(plan) ? plan.code : 'erasure-plan-moved';
}
