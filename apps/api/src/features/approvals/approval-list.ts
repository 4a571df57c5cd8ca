import type { ApprovalsQuery, ApprovalSummary } from '@relink/contract';
import {
  type ApprovalDecision,
  approvalRefusal,
  type ApprovalRisk,
  type ApprovalRiskOf,
  maskName,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { countUpToDeepest } from '../../platform/database/count-up-to.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Page } from '../../platform/http/list.ts';
import { changesStopped } from '../../platform/policy/changes-gate.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { APPROVAL_COLUMNS, APPROVAL_TABLES, approvalFacts, type ApprovalRecord } from './approval-record.ts';
import { QueueRisks } from './queue-risks.ts';
import { whoLetIn } from './who-let-in.ts';

const SORTS = { id: 'p.id', requestedAt: 'p.requested_at', state: 'p.state', kind: 'p.kind' } as const;
// What waits comes first, and of that what has waited longest.
const QUEUE = `(p.state = 'waiting') desc, case when p.state = 'waiting' then p.requested_at end, p.requested_at desc, p.id`;
const WHERE = `($1::uuid[] is null or p.id = any($1)) and ($2::text[] is null or p.state = any($2))
  and ($3::text is null or p.kind = $3)`;

/** Lists approvals: the queue first. */
@Injectable()
export class ApprovalList {
  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    private readonly risks: QueueRisks,
    private readonly audit: AuditLog,
  ) {}

  async read(
    context: AgentContext,
    { filter = {}, sort }: ApprovalsQuery,
    page: Page,
  ): Promise<{ rows: ApprovalSummary[]; total: number }> {
    const { id, state, kind } = filter;
    const values = [
      id === undefined ? null : [id].flat(),
      state === undefined ? null : [state].flat(),
      kind ?? null,
    ];
    const order = sort ? `${SORTS[sort[0]]} ${sort[1]}, p.id ${sort[1]}` : QUEUE;
    const pool = poolOf(this.source);
    const rows = await runSql<ApprovalRecord>(
      pool,
      `select ${APPROVAL_COLUMNS} from ${APPROVAL_TABLES} where ${WHERE} order by ${order} limit $4 offset $5`,
      [...values, page.limit, page.offset],
    );
    const total = await countUpToDeepest(pool, `approval p where ${WHERE}`, values);
    const risks = await this.transaction.run(async (em, now) => {
      const found = await this.risks.run(em, now, rows);
      await this.audit.record(
        em,
        { ...context, now },
        {
          action: 'approvals.listed',
          // Who says yes cannot say later that they were not told; which account each risk is of is told where it is opened.
          facts: { approvalIds: rows.map((row) => row.id), risks: risksToRecord(rows, found) },
        },
      );
      return found;
    });
    // Whether an account carries a contact of the agent's own is asked when its approval is opened, and decided.
    const how = {
      changesStopped: await changesStopped(pool),
      ownContact: false,
      near: await whoLetIn(pool, context.now, context.principal.id, rows),
    };
    return {
      rows: rows.map((row) => approvalSummaryOf(row, context, { ...how, risks: risks.get(row.id) ?? [] })),
      total,
    };
  }
}

/** Which approvals showed which risks, in codes. */
function risksToRecord(
  rows: readonly ApprovalRecord[],
  found: ReadonlyMap<string, readonly ApprovalRiskOf[]>,
): readonly { readonly approvalId: string; readonly codes: readonly ApprovalRisk[] }[] {
  return rows.flatMap(({ id }) => {
    const codes = [...new Set(found.get(id)?.map(({ risk }) => risk))];
    return codes.length === 0 ? [] : [{ approvalId: id, codes }];
  });
}

/** An approval as the queue shows it, and whether who looks may decide it. */
export function approvalSummaryOf(
  record: ApprovalRecord,
  { principal, now }: AgentContext,
  {
    near,
    risks,
    ...how
  }: Pick<ApprovalDecision, 'changesStopped' | 'ownContact'> & {
    /** Who may be one person with who looks. */
    readonly near: ReadonlySet<string>;
    readonly risks: readonly ApprovalRiskOf[];
  },
): ApprovalSummary {
  const judge = (decision: 'approve' | 'reject') =>
    approvalRefusal({
      approval: approvalFacts(record),
      agent: principal,
      decision,
      ...how,
      letIn: near.has(record.requestedBy ?? ''),
      now,
    });
  const mayNot = judge('approve');
  return {
    id: record.id,
    kind: record.kind,
    state: record.state,
    accountId: record.accountId,
    accountName: maskName(`${record.firstName} ${record.lastName}`),
    caseId: record.caseId,
    caseReference: record.caseReference,
    changeId: record.changeId,
    changeKind: record.changeKind,
    mergeId: record.mergeId,
    undoId: record.undoId,
    otherId: record.otherId,
    otherName: record.otherName === null ? null : maskName(record.otherName),
    requestedAt: record.requestedAt.toISOString(),
    requestedByName: record.requestedByName,
    expiresAt: record.kind === 'reversal' ? null : record.expiresAt.toISOString(),
    holdReasons: record.kind === 'held-change' ? [...(record.holdReasons ?? [])] : [],
    heldUntil: record.kind === 'held-change' ? (record.heldUntil?.toISOString() ?? null) : null,
    decidedAt: record.decidedAt?.toISOString() ?? null,
    decidedByName: record.decidedByName,
    decisionReason: record.decisionReason,
    mayApprove: mayNot === null,
    mayReject: judge('reject') === null,
    mayNot: mayNot?.code ?? null,
    risks: [...risks],
  };
}
