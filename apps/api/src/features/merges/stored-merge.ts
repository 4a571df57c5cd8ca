import type { MergeChoices, MergeState, UndoDecisions, UndoState } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

/** A merge as stored, as far as it decides anything. */
export type StoredMerge = {
  readonly id: string;
  readonly state: MergeState;
  readonly realm: string;
  readonly survivorId: string;
  readonly otherId: string;
  readonly caseId: string | null;
  readonly planHash: string;
  readonly choices: MergeChoices;
  readonly requestedBy: string | null;
  readonly requestedAt: Date;
  readonly approvedBy: string | null;
  readonly executedAt: Date | null;
  readonly undoUntil: Date | null;
  readonly purgedAt: Date | null;
};

/** An undoing as stored. */
export type StoredUndo = {
  readonly id: string;
  readonly mergeId: string;
  readonly state: UndoState;
  readonly caseId: string;
  readonly planHash: string;
  readonly decisions: UndoDecisions;
  readonly reason: string;
  readonly requestedBy: string;
  readonly approvedBy: string | null;
};

const MERGE_COLUMNS = `m.id, m.state, m.realm, m.survivor_id as "survivorId", m.other_id as "otherId",
  m.case_id as "caseId", m.plan_hash as "planHash", m.choices, m.requested_by as "requestedBy",
  m.requested_at as "requestedAt", m.approved_by as "approvedBy", m.executed_at as "executedAt",
  m.undo_until as "undoUntil", m.purged_at as "purgedAt"`;
const READ_MERGE = {
  name: 'merge_read_stored',
  text: `select ${MERGE_COLUMNS} from merge m where m.id = $1`,
};
const UNDO_COLUMNS = `u.id, u.merge_id as "mergeId", u.state, u.case_id as "caseId", u.plan_hash as "planHash",
  u.decisions, u.reason, u.requested_by as "requestedBy", u.approved_by as "approvedBy"`;
const READ_UNDO = {
  name: 'merge_undo_read_stored',
  text: `select ${UNDO_COLUMNS} from merge_undo u where u.id = $1`,
};

/** One merge, or undefined. Who locks its accounts first reads what stands. */
export async function readStoredMerge(executor: Executor, id: string): Promise<StoredMerge | undefined> {
  const [row] = await runNamed<StoredMerge>(executor, READ_MERGE, [id]);
  return row;
}

/** One undoing, or undefined. */
export async function readStoredUndo(executor: Executor, id: string): Promise<StoredUndo | undefined> {
  const [row] = await runNamed<StoredUndo>(executor, READ_UNDO, [id]);
  return row;
}
