import { epoch } from '../policy/instants.ts';
import type { MergeAccountFacts } from './merge-facts.ts';
import { byId } from './money.ts';

type Comparable = Pick<MergeAccountFacts, 'id' | 'createdAt' | 'orderCount'>;

/**
 * Which of two accounts stays unless the agent swaps them: the older one with orders; then the older one, then the one with
 * more orders, then the lower id. One whose beginning nobody knows was there before the others. The same whichever comes first.
 */
export function defaultSurvivor<T extends Comparable>(
  one: T,
  two: T,
): { readonly survivor: T; readonly other: T } {
  const [survivor, other] = [one, two].toSorted(
    (left, right) =>
      Number(right.orderCount > 0) - Number(left.orderCount > 0) ||
      compareBeginnings(left.createdAt, right.createdAt) ||
      right.orderCount - left.orderCount ||
      byId(left, right),
  ) as [T, T];
  return { survivor, other };
}

function compareBeginnings(left: string | null, right: string | null): number {
  if (left === null || right === null) return Number(right === null) - Number(left === null);
  return epoch(left) - epoch(right);
}
