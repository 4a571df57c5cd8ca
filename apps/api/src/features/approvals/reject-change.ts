import { isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { TakeEffect } from '../identifiers/index.ts';
import { type ApprovalRecord, decide } from './approval-record.ts';
import { EnterApproval } from './enter-approval.ts';
import { PlanOfApproval } from './plan-of-approval.ts';
import { SettleOpposed } from './settle-opposed.ts';

/** A second person's no, with a reason: a held change is given up; one that was opposed stands, and its account opens again. */
@Injectable()
export class RejectChange {
  constructor(
    private readonly enter: EnterApproval,
    private readonly plans: PlanOfApproval,
    private readonly take: TakeEffect,
    private readonly opposed: SettleOpposed,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    known: ApprovalRecord,
    reason: string,
  ): Promise<Done | Refusal> {
    const { id } = known;
    const entered = await this.enter.run(em, now, context, { known, decision: 'reject' }, (...about) =>
      this.plans.run(...about, { lock: true }),
    );
    if (isRefusal(entered)) return entered;
    const { kind, accountId, caseId, changeId, planHash } = entered.approval;
    const by = context.principal.id;
    if (!(await decide(em, now, id, { state: 'rejected', by, reason }))) return { code: 'approval-decided' };
    const open = kind === 'reversal' ? await this.opposed.run(em, now, { accountId, by, reason }) : undefined;
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'approval.rejected',
        origin: 'effect-of',
        accountId,
        ...(caseId !== null && { caseId }),
        facts: { approvalId: id, kind, changeId, planHash, ...(open !== undefined && { accountOpen: open }) },
        after: { reason },
      },
    );
    if (kind === 'held-change' && changeId !== null)
      await this.take.giveUp(em, now, context, changeId, { why: 'rejected', reason });
    return { resourceId: id, result: undefined };
  }
}
