import { approvalRefusal, type Policy, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { changesStopped, passGate } from '../../platform/policy/changes-gate.ts';
import type { AccountRecord } from '../accounts/index.ts';
import { PrivateContacts } from '../agents/index.ts';
import { AuditLog } from '../audit/index.ts';
import { approvalFacts, type ApprovalRecord, lockApproval, readApproval } from './approval-record.ts';
import { whoLetIn } from './who-let-in.ts';

type Decision = 'approve' | 'reject';

// Locked last of all, and until the decision is made: who takes the role away waits for it, or was first and is seen.
const LOCK_DECIDER = {
  name: 'approval_lock_decider',
  text: 'select role from agent where id = $1 and disabled_at is null for share',
};

/** What is known of what an approval would do now: at least the accounts that it is about, and by which policy where it follows one. */
export type About = { readonly accounts: readonly AccountRecord[]; readonly policy?: Policy };

/** An approval about to be decided: its accounts locked, then itself, and who decides may. */
export type Entered<P extends About> = P & { readonly approval: ApprovalRecord };

/** Plans an approval anew, its accounts locked. */
export type PlansAnew<P extends About> = (
  em: EntityManager,
  now: Date,
  approval: ApprovalRecord,
) => Promise<P>;

/** Where every decision begins, and where one that is refused is written down. */
@Injectable()
export class EnterApproval {
  constructor(
    private readonly privateContacts: PrivateContacts,
    private readonly audit: AuditLog,
  ) {}

  /** The approval as it stands, before anything is locked; undefined where there is none. A change stop waits for it. */
  async find(em: EntityManager, id: string): Promise<ApprovalRecord | undefined> {
    await passGate(em);
    return readApproval(em, id);
  }

  /** Refusals: those of the rules, each of which is recorded. */
  async run<P extends About>(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { known, decision }: { readonly known: ApprovalRecord; readonly decision: Decision },
    plansAnew: PlansAnew<P>,
  ): Promise<Entered<P> | Refusal> {
    const planned = await plansAnew(em, now, known);
    const approval = (await lockApproval(em, known.id)) ?? known;
    const agent = context.principal;
    const [standing] = await runNamed<{ role: string }>(em, LOCK_DECIDER, [agent.id]);
    const refusal = approvalRefusal({
      approval: approvalFacts(approval),
      agent: { id: agent.id, role: standing?.role ?? '' },
      decision,
      changesStopped: await changesStopped(em),
      ownContact: await this.carriesOwn(em, agent.id, planned.accounts),
      letIn: (await whoLetIn(em, now, agent.id, [approval])).has(approval.requestedBy ?? ''),
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
    { decision, refusal }: { readonly decision: Decision; readonly refusal: Refusal },
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
