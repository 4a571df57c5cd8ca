import type { MergeView } from '@relink/contract';
import {
  type ApprovalState,
  maskName,
  mayNotUndo,
  type MergeState,
  type MergeSums,
  type UndoState,
} from '@relink/domain';

type ProgressColumns = [statement: number, of: number, name: string] | null;

/** A merge as stored, with the names that are shown of it. */
export type MergeViewRow = {
  readonly id: string;
  readonly state: MergeState;
  readonly survivorId: string;
  readonly survivorName: string;
  readonly otherId: string;
  readonly otherName: string;
  readonly caseId: string | null;
  readonly caseReference: string | null;
  readonly planHash: string;
  readonly approvalId: string | null;
  readonly approvalState: ApprovalState | null;
  readonly requestedAt: Date;
  readonly requestedByName: string | null;
  readonly executedAt: Date | null;
  readonly refusal: string | null;
  readonly progress: ProgressColumns;
  readonly counts: Record<string, number>;
  readonly sums: MergeSums;
  readonly undoUntil: Date | null;
  readonly purgedAt: Date | null;
  readonly undoId: string | null;
  readonly undoState: UndoState | null;
  readonly undoCaseId: string | null;
  readonly undoApprovalId: string | null;
  readonly undoRequestedAt: Date | null;
  readonly undoExecutedAt: Date | null;
  readonly undoRefusal: string | null;
  readonly undoProgress: ProgressColumns;
  readonly laterMerge: boolean;
};

const newestApproval = (of: string, kind: string): string =>
  `left join lateral (select p.id, p.state from approval p where p.${of} and p.kind = '${kind}'
     order by p.requested_at desc, p.id desc limit 1)`;

/** The columns of a {@link MergeViewRow}, of {@link MERGE_VIEW_TABLES}. */
export const MERGE_VIEW_COLUMNS = `m.id, m.state, m.survivor_id as "survivorId",
  s.first_name || ' ' || s.last_name as "survivorName", m.other_id as "otherId",
  o.first_name || ' ' || o.last_name as "otherName", m.case_id as "caseId", k.reference as "caseReference",
  m.plan_hash as "planHash", p.id as "approvalId", p.state as "approvalState", m.requested_at as "requestedAt",
  r.name as "requestedByName", m.executed_at as "executedAt", m.refusal, m.counts, m.sums,
  case when g.id is null then null else json_build_array(g.statement, g.of, g.name) end as progress,
  m.undo_until as "undoUntil", m.purged_at as "purgedAt", u.id as "undoId", u.state as "undoState",
  u.case_id as "undoCaseId", up.id as "undoApprovalId", u.requested_at as "undoRequestedAt",
  u.executed_at as "undoExecutedAt", u.refusal as "undoRefusal",
  case when ug.id is null then null else json_build_array(ug.statement, ug.of, ug.name) end as "undoProgress",
  m.state = 'done' and exists (select from merge l where l.state = 'done' and l.id <> m.id and l.executed_at >= m.executed_at
    and (l.survivor_id = m.survivor_id or l.other_id = m.survivor_id)) as "laterMerge"`;
export const MERGE_VIEW_TABLES = `merge m join account s on s.id = m.survivor_id join account o on o.id = m.other_id
  left join recovery_case k on k.id = m.case_id left join agent r on r.id = m.requested_by
  left join merge_progress g on g.id = m.id and m.state = 'running'
  ${newestApproval('merge_id = m.id', 'merge')} p on true
  left join lateral (select * from merge_undo x where x.merge_id = m.id order by x.requested_at desc, x.id desc limit 1)
    u on true
  left join merge_progress ug on ug.id = u.id and u.state = 'running'
  ${newestApproval('undo_id = u.id', 'merge-undo')} up on true`;

/** A merge as it is shown: names masked. */
export function mergeView(row: MergeViewRow, now: Date): MergeView {
  const undoUntil = row.undoUntil?.toISOString() ?? null;
  const mayNot = mayNotUndo({ ...row, undoUntil, purged: row.purgedAt !== null }, now);
  return {
    id: row.id,
    state: row.state,
    survivorId: row.survivorId,
    survivorName: maskName(row.survivorName),
    otherId: row.otherId,
    otherName: maskName(row.otherName),
    caseId: row.caseId,
    caseReference: row.caseReference,
    planHash: row.planHash,
    approvalId: row.approvalId,
    approvalState: row.approvalState,
    requestedAt: row.requestedAt.toISOString(),
    requestedByName: row.requestedByName,
    executedAt: row.executedAt?.toISOString() ?? null,
    refusal: row.refusal,
    progress: progressIn(row.progress),
    counts: row.counts,
    sums: { points: row.sums.points, credits: [...row.sums.credits] },
    undoUntil,
    undo: undoIn(row),
    mayUndo: mayNot === null,
    mayNotUndo: mayNot,
  };
}

function undoIn(row: MergeViewRow): MergeView['undo'] {
  const { undoId, undoState, undoRequestedAt } = row;
  if (undoId === null || undoState === null || undoRequestedAt === null) return null;
  return {
    id: undoId,
    state: undoState,
    caseId: row.undoCaseId,
    approvalId: row.undoApprovalId,
    requestedAt: undoRequestedAt.toISOString(),
    executedAt: row.undoExecutedAt?.toISOString() ?? null,
    refusal: row.undoRefusal,
    progress: progressIn(row.undoProgress),
  };
}

function progressIn(progress: ProgressColumns): MergeView['progress'] {
  if (progress === null) return null;
  const [statement, of, name] = progress;
  return { statement, of, name };
}
