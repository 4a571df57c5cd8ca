import type { MergeCounts, MergePlan } from '@relink/domain';

/** What the statements of one merge are given. */
export type MergeValues = {
  readonly mergeId: string;
  readonly survivorId: string;
  readonly otherId: string;
  readonly now: Date;
  readonly plan: MergePlan;
};

/** One set-based statement: the same one for one row as for a hundred thousand. It answers how many `rows` it changed. */
export type MergeStatement = {
  readonly name: string;
  readonly text: string;
  readonly values: (merge: MergeValues) => readonly unknown[];
  /** What its rows are counted as. */
  readonly counts?: keyof MergeCounts;
};

/** What is written down by id, for the undoing: a name in `merge_ledger.what`. */
export const LEDGER = [
  'identifiers',
  'addresses',
  'giftCards',
  'subscriptions',
  'consents',
  'credits',
  'orders',
  'foldedCases',
  'cases',
  'evidenceRounds',
  'challenges',
  'messages',
  'tombstones',
] as const;
export type LedgerEntry = (typeof LEDGER)[number];

export function ofMerge({ mergeId, survivorId, otherId }: MergeValues): readonly unknown[] {
  return [mergeId, survivorId, otherId];
}

/** A statement that gives rows to the survivor and writes down which. `$1` to `$3` are the merge, survivor and other. */
export function moves(
  what: LedgerEntry,
  update: string,
  more: Partial<Pick<MergeStatement, 'values' | 'counts'>> & { readonly id?: string } = {},
): MergeStatement {
  const { id = 'id', values = () => [], counts } = more;
  return {
    name: what,
    text: `with moved as (${update}) ${kept(what, id)}`,
    values: (merge) => [...ofMerge(merge), ...values(merge)],
    ...(counts && { counts }),
  };
}

/** Writes the ids of `moved` into the ledger of the merge `$1`, and counts them: the end of a statement. */
export function kept(what: LedgerEntry, id: string): string {
  return `insert into merge_ledger (merge_id, what, ids)
           select $1::uuid, '${what}', coalesce(array_agg(${id}::text), '{}') from moved
           returning cardinality(ids) as rows`;
}

/** What an earlier statement of the merge `$1` wrote into the ledger. */
export function ledgerIds(what: LedgerEntry): string {
  return `(select ids from merge_ledger where merge_id = $1::uuid and what = '${what}')`;
}
