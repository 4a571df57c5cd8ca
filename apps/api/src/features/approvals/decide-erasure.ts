import { isRefusal, type ProblemCode, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AuditLog } from '../audit/index.ts';
import { erasureJob } from '../erasure/index.ts';
import { type ApprovalRecord, makeVoid } from './approval-record.ts';
import type { DecideKind } from './decide-kind.ts';
import type { Entered as EnteredWith } from './enter-approval.ts';
import { type CurrentErasure, PlanOfErasure } from './plan-of-erasure.ts';

type Entered = EnteredWith<CurrentErasure>;

const QUEUE = {
  name: 'approval_queue_erasure',
  text: `update erasure set state = 'queued', approved_by = $2 where id = $1 and state = 'waiting' returning id`,
};
const REFUSE = {
  name: 'approval_refuse_erasure',
  text: `update erasure set state = 'refused', refusal = $2 where id = $1 and state = 'waiting' returning id`,
};

/** An erasure goes to the worker; or the customer stays, and it may be asked for anew. */
@Injectable()
export class DecideErasure implements DecideKind<CurrentErasure> {
  constructor(
    private readonly plans: PlanOfErasure,
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
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
    return this.refuse(em, now, context, entered, codeOf(entered));
  }

  async carryOut(
    em: EntityManager,
    _now: Date,
    { principal }: AgentContext,
    { approval }: Entered,
  ): Promise<void> {
    const queued = await runNamed<{ id: string }>(em, QUEUE, [approval.erasureId, principal.id]);
    const [erasure] = queued;
    if (!erasure) throw new Error('What was found to wait a moment ago does not.');
    const { payload, options } = erasureJob(erasure.id);
    await this.jobs.add(em, 'erase_person', payload, options);
  }

  giveUp(em: EntityManager, now: Date, context: AgentContext, entered: Entered): Promise<void> {
    return this.refuse(em, now, context, entered, 'approval-rejected');
  }

  private async refuse(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { approval: { id, accountId, erasureId } }: Entered,
    code: ProblemCode,
  ): Promise<void> {
    if ((await runNamed(em, REFUSE, [erasureId, code])).length === 0) return;
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'erasure.refused',
        outcome: 'refused',
        origin: 'effect-of',
        accountId,
        facts: { approvalId: id, erasureId, code },
      },
    );
  }
}

/** Why it is not carried out. */
function codeOf({ plan }: Entered): ProblemCode {
  return isRefusal(plan) ? plan.code : 'erasure-plan-moved';
}
