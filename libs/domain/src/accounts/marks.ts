import { isAhead } from '../policy/instants.ts';
import type { AccountFacts } from './account-facts.ts';
import type { AccountMark } from './account.ts';
import { type DuplicateReason, likelyDuplicateReasons } from './likely-duplicate.ts';
import { isOrphaned } from './orphaned.ts';

export type MarksContext = {
  readonly now: Date;
  /** The other accounts of the same result or case. */
  readonly others: readonly AccountFacts[];
};

export type AccountMarks = {
  readonly marks: readonly AccountMark[];
  readonly duplicateReasons: readonly DuplicateReason[];
};

/** The marks shown beside an account, in the order of ACCOUNT_MARKS, and why it is thought a duplicate. */
export function marksOf(account: AccountFacts, { now, others }: MarksContext): AccountMarks {
  const duplicateReasons = likelyDuplicateReasons(account, others);
  const marks: AccountMark[] = [];
  if (isOrphaned(account)) marks.push('orphaned');
  if (duplicateReasons.length > 0) marks.push('likely-duplicate');
  if (account.orderCount === 0) marks.push('no-orders');
  if (isAhead(account.lockedUntil, now)) marks.push('locked');
  if (account.status !== 'active') marks.push(account.status);
  return { marks, duplicateReasons };
}
