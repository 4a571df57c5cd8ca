import { hours } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';

/**
 * Whether a merge that was asked for may still be carried out: for as long as an approval lives, and as long again for who
 * carries it out. What was proven then says nothing days later, when all changes were stopped in between.
 */
export function mergeStands(requestedAt: Date, now: Date, { numbers }: Policy): boolean {
  return now.getTime() <= requestedAt.getTime() + 2 * hours(numbers.approval.lifeHours);
}
