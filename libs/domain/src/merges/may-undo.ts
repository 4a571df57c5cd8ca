import type { ProblemCode } from '../errors/codes.ts';
import { isAhead } from '../policy/instants.ts';
import type { MergeState, UndoState } from './merge.ts';

/** What is known of a merge without opening its before-images. */
export type MergeStanding = {
  readonly state: MergeState;
  /** Of the latest undoing that was asked for; null where none was. */
  readonly undoState: UndoState | null;
  /** ISO 8601; null of one that was not carried out. */
  readonly undoUntil: string | null;
  /** Whether its before-images were deleted. */
  readonly purged: boolean;
  /** Whether a later merge of either account is done and not undone. */
  readonly laterMerge: boolean;
};

/**
 * Why it makes no sense to ask for the undoing of a merge; null when it may be asked for. Whether it can be carried out is
 * said by undoRefusal. Codes: merge-not-done, undo-pending, undo-too-late, undo-blocked-by-later-merge.
 */
export function mayNotUndo(merge: MergeStanding, now: Date): ProblemCode | null {
  const { state, undoState, undoUntil, purged, laterMerge } = merge;
  if (state !== 'done') return 'merge-not-done';
  if (undoState !== null && undoState !== 'refused') return 'undo-pending';
  if (purged || !isAhead(undoUntil, now)) return 'undo-too-late';
  return laterMerge ? 'undo-blocked-by-later-merge' : null;
}
