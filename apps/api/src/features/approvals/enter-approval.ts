import { approvalRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { changesStopped, passGate } from '../../platform/policy/changes-gate.ts';
import type { AccountRecord } from '../accounts/index.ts';
import { PrivateContacts } from '../agents/index.ts';
import { AuditLog } from '../audit/index.ts';
import { approvalFacts, type ApprovalRecord, lockApproval, readApproval } from './approval-record.ts';
import { type CurrentPlan, PlanOfApproval } from './plan-of-approval.ts';

/** An approval about to be decided: its accounts locked, then itself, and who decides may. */
export type Entered = CurrentPlan & { readonly approval: ApprovalRecord };

/** Where every decision begins, and where one that is refused is written down. */
@Injectable()
export class EnterApproval {
  constructor(
    private readonly plans: PlanOfApproval,
    private readonly privateContacts: PrivateContacts,
    private readonly audit: AuditLog,
  ) {}

  /** Refusals: `not-found`, and those of the rules, each of which is recorded. */
  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { id, decision }: { readonly id: string; readonly decision: 'approve' | 'reject' },
  ): Promise<Entered | Refusal> {
    await passGate(em);
    const known = await readApproval(em, id);
    if (!known) return { code: 'not-found' };
    const planned = await this.plans.run(em, now, known, { lock: true });
    const approval = (await lockApproval(em, id)) ?? known;
    const agent = context.principal;
    const refusal = approvalRefusal({
      approval: approvalFacts(approval),
      agent,
      decision,
      changesStopped: await changesStopped(em),
      ownContact: await this.carriesOwn(em, agent.id, planned.accounts),
      now,
    });
    if (refusal === null) return { ...planned, approval };
    await this.refused(em, now, context, approval, { decision, refusal });
    return refusal;
  }

  /** Whether an account that the plan is about carries a private contact declared for the agent. */
  async carriesOwn(em: EntityManager, agentId: string, accounts: readonly AccountRecord[]): Promise<boolean> {
    for (const account of accounts)
      if (await this.privateContacts.isCarriedBy(em, agentId, account)) return true;
    return false;
  }

  async refused(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { id, accountId, caseId, kind }: ApprovalRecord,
    { decision, refusal }: { readonly decision: 'approve' | 'reject'; readonly refusal: Refusal },
  ): Promise<void> {
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: decision === 'approve' ? 'approval.approved' : 'approval.rejected',
        outcome: 'refused',
        origin: 'effect-of',
        accountId,
        ...(caseId !== null && { caseId }),
        facts: { approvalId: id, kind, code: refusal.code },
      },
    );
  }
}
