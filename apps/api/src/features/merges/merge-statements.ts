import { MERGE_ACCOUNTS } from './merge-accounts.ts';
import { MERGE_ENDINGS } from './merge-endings.ts';
import { MERGE_MOVES } from './merge-moves.ts';
import type { MergeStatement } from './merge-statement.ts';

/** Everything a merge writes about its accounts, in order: as many statements for one order as for a hundred thousand. */
export const MERGE_STATEMENTS: readonly MergeStatement[] = [
  ...MERGE_ENDINGS,
  ...MERGE_MOVES,
  ...MERGE_ACCOUNTS,
];
