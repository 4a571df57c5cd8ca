import type { LockFacts, UndoPlan } from '@relink/domain';

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

/** Counts the rows of a data-modifying statement. */
export function counted(update: string): string {
  return `with changed as (${update}) select count(*)::int as rows from changed`;
}
