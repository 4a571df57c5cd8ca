import type { ApprovalView } from '@relink/contract';
import {
  type ApprovalRiskOf,
  type CodeMethod,
  isRefusal,
  type KnowledgeKind,
  maskIdentifier,
  planInWords,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { changesStopped } from '../../platform/policy/changes-gate.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { problem } from '../../platform/problems/problem.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AccountReader } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { erasurePlanViewOf } from '../erasure/index.ts';
import { MergeColumns, UndoView } from '../merges/index.ts';
import { approvalSummaryOf } from './approval-list.ts';
import { type ApprovalRecord, readApproval } from './approval-record.ts';
import { EnterApproval } from './enter-approval.ts';
import { type CurrentErasure, PlanOfErasure } from './plan-of-erasure.ts';
import { type CurrentMerge, PlanOfMerge } from './plan-of-merge.ts';
import { PlanOfApproval } from './plan-of-approval.ts';
import { readErasureRisks } from './read-erasure-risks.ts';
import { readMergeRisks } from './read-merge-risks.ts';
import { whoLetIn } from './who-let-in.ts';

const ROUNDS = {
  name: 'approval_rounds',
  text: `select e.account_id as "accountId", e.at, g.name as "agentName", e.kinds, e.enough, e.after_failure as "afterFailure"
           from evidence_round e join agent g on g.id = e.agent_id
          where e.case_id = $1 and e.account_id = any($2) order by e.at, e.id`,
};
const CODES = {
  name: 'approval_codes',
  text: `select account_id as "accountId", created_at as at, method, destination, used_at is not null as answered from challenge
          where case_id = $1 and account_id = any($2) and proves is not null order by created_at, id`,
};
const OBJECTIONS = {
  name: 'approval_objections',
  text: 'select at, destination from objection where account_id = $2 and approval_id = $1 order by at, id',
};

type RoundRow = {
  accountId: string;
  at: Date;
  agentName: string;
  kinds: KnowledgeKind[];
  enough: boolean;
  afterFailure: boolean;
};
type CodeRow = { accountId: string; at: Date; method: CodeMethod; destination: string; answered: boolean };

/** Approvals as supervisors see them: what would be done now, what was proven, and why it waits; all of it masked. */
@Injectable()
export class ApprovalViews {
  constructor(
    private readonly transaction: Transaction,
    private readonly plans: PlanOfApproval,
    private readonly merges: PlanOfMerge,
    private readonly erasures: PlanOfErasure,
    private readonly columns: MergeColumns,
    private readonly undoings: UndoView,
    private readonly enter: EnterApproval,
    private readonly accounts: AccountReader,
    private readonly policies: PolicyInForce,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `not-found` where there is none. That it was looked at is recorded. */
  async load(context: AgentContext, id: string): Promise<ApprovalView> {
    const view = await this.transaction.run(async (em, now) => {
      const approval = await readApproval(em, id);
      if (!approval) return undefined;
      const { accountId, caseId, kind } = approval;
      const shown = await this.view(em, { ...context, now }, approval);
      await this.audit.record(
        em,
        { ...context, now },
        {
          action: 'approval.viewed',
          accountId,
          ...(caseId !== null && { caseId }),
          // Who says yes cannot say later that they were not told.
          facts: { approvalId: id, kind, ...(shown.risks.length > 0 && { risks: shown.risks }) },
        },
      );
      return shown;
    });
    if (!view) throw problem('not-found');
    return view;
  }

  private async view(
    em: EntityManager,
    context: AgentContext,
    approval: ApprovalRecord,
  ): Promise<ApprovalView> {
    const { id, accountId, otherId, caseId, state, planHash } = approval;
    const about = otherId === null ? [accountId] : [accountId, otherId];
    const rounds = await runNamed<RoundRow>(em, ROUNDS, [caseId, about]);
    const codes = await runNamed<CodeRow>(em, CODES, [caseId, about]);
    const objections = await runNamed<{ at: Date; destination: string }>(em, OBJECTIONS, [id, accountId]);
    // Of one that is decided, what would be done now says nothing.
    const how = { lock: false };
    const waits = state === 'waiting';
    const isMerge = approval.mergeId !== null;
    const isErasure = approval.erasureId !== null;
    const change =
      waits && !isMerge && !isErasure ? await this.plans.run(em, context.now, approval, how) : null;
    const merge = waits && isMerge ? await this.merges.run(em, context.now, approval, how) : null;
    const erasure = waits && isErasure ? await this.erasures.run(em, context.now, approval, how) : null;
    const now = change ?? merge ?? erasure;
    const accounts = await this.accounts.facts(em, [accountId], context.now);
    const summary = approvalSummaryOf(approval, context, {
      changesStopped: await changesStopped(em),
      ownContact: await this.enter.carriesOwn(em, context.principal.id, now?.accounts ?? accounts),
      near: await whoLetIn(em, context.now, context.principal.id, [approval]),
      risks: await this.risks(em, context.now, approval, { merge, erasure }),
    });
    const possible =
      change !== null && !isRefusal(change.plan) ? planInWords(change.plan, change.accounts) : null;
    return {
      ...summary,
      planHash,
      current: now?.current ?? false,
      notPossible: now !== null && isRefusal(now.plan) ? now.plan.code : null,
      plan: possible && {
        lines: possible.lines.map((each) => ({ ...each })),
        before: [...possible.before],
        after: [...possible.after],
      },
      evidence: {
        rounds: rounds.map((round) => ({ ...round, at: round.at.toISOString() })),
        codes: codes.map(({ accountId: of, at, method, destination, answered }) => ({
          accountId: of,
          at: at.toISOString(),
          method,
          display: maskIdentifier(method === 'sms' ? 'phone' : 'email', destination),
          answered,
        })),
      },
      erasure: isErasure
        ? {
            reason: approval.requestReason ?? '',
            plan:
              erasure === null || isRefusal(erasure.plan) ? null : await erasurePlanViewOf(em, erasure.plan),
          }
        : null,
      merge: isMerge ? await this.mergeView(em, context.now, approval, merge) : null,
      objections: objections.map(({ at, destination }) => ({
        at: at.toISOString(),
        display: maskIdentifier(destination.includes('@') ? 'email' : 'phone', destination),
      })),
    };
  }

  private async risks(
    em: EntityManager,
    now: Date,
    approval: ApprovalRecord,
    { merge, erasure }: { readonly merge: CurrentMerge | null; readonly erasure: CurrentErasure | null },
  ): Promise<ApprovalRiskOf[]> {
    if (merge !== null) return readMergeRisks(em, now, approval, merge);
    return erasure === null ? [] : readErasureRisks(em, now, this.policies, erasure.accounts);
  }

  /** Of one that is decided, only what was said. */
  private async mergeView(
    em: EntityManager,
    now: Date,
    { mergeReason }: ApprovalRecord,
    current: CurrentMerge | null,
  ): Promise<NonNullable<ApprovalView['merge']>> {
    const said = { reason: mergeReason ?? '', preview: null, undo: null };
    if (current === null) return said;
    const { merge, undo, anew, accounts, plan, blockers } = current;
    if (undo !== null) return { ...said, undo: anew && (await this.undoings.run(em, anew, undo.decisions)) };
    const survivor = accounts.find(({ id }) => id === merge.survivorId);
    const other = accounts.find(({ id }) => id === merge.otherId);
    if (!survivor || !other) throw new Error('A merge names accounts that exist.');
    const preview = await this.columns.run(em, {
      survivor,
      other,
      choices: merge.choices,
      plan: isRefusal(plan) || plan.kind !== 'merge' ? null : plan,
      blockers,
      masked: { survivor: true, other: true },
      // Who decides about sums has to see them.
      unproven: false,
      now,
    });
    return { ...said, preview };
  }
}
