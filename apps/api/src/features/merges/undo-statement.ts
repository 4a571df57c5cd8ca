import type { LockFacts, UndoPlan } from '@relink/domain';
import { ledgerIds } from './merge-statement.ts';

/** What the statements of one undoing are given. */
export type UndoValues = {
  readonly undoId: string;
  readonly mergeId: string;
  readonly survivorId: string;
  readonly otherId: string;
  readonly now: Date;
  readonly plan: UndoPlan;
  /** How long a suspicion of fraud locks an account from now on. */
  readonly lock: LockFacts;
  /** Both accounts as they were before the merge, as PostgreSQL wrote them: exact to the microsecond. */
  readonly images: { readonly survivor: string; readonly other: string };
};

/** One set-based statement: the same one for one row as for a hundred thousand. It answers how many `rows` it changed. */
export type UndoStatement = {
  readonly name: string;
  readonly text: string;
  readonly values: (undo: UndoValues) => readonly unknown[];
  /** What its rows are counted as, in the audit. */
  readonly counts?: string;
};

/** The rows of a part of an image, as rows of the table that they are of. */
export function imageRows(part: string, table: string, image: string): string {
  return `jsonb_populate_recordset(null::${table}, ${image}::jsonb -> '${part}')`;
}

/**
 * Of orders that came since the merge `$1`: of which no identifier is known, but that the shop's file says were placed by the
 * customer of the other account `$3`, or by one that led to it before.
 */
export const OF_OTHERS_CUSTOMER = `(placed_with is null
    and created_at > (select executed_at from merge where id = $1::uuid)
    and customer_external_id = any(array(select external_id from account
      where id = any($3::uuid || coalesce(${ledgerIds('tombstones')}::uuid[], '{}')))))`;

/** Counts the rows of a data-modifying statement. */
export function counted(update: string): string {
  return `with changed as (${update}) select count(*)::int as rows from changed`;
}
