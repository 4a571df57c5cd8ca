import type { AccountFacts } from '../accounts/index.ts';
import { days, epoch, minutes } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';
import type { IdentifierFacts } from './identifier.ts';

/**
 * Whether an identifier had been on its account for long enough at `at` to prove something: since before the
 * first import (`linkedSince` null), or for `freshDays`. Says nothing about being released or reachable.
 */
export function isTenured(identifier: IdentifierFacts, at: Date, policy: Policy): boolean {
  if (identifier.linkedSince === null) return true;
  return at.getTime() - epoch(identifier.linkedSince) >= days(policy.numbers.tenure.freshDays);
}

/**
 * Whether this is a phone that was tenured here when another account took it, less than `takenWithinDays` ago.
 * It may still get a code for its old account, whose round must then hold last_order.
 */
export function takenRecently(identifier: IdentifierFacts, now: Date, policy: Policy): boolean {
  const { kind, state, releaseReason, releasedAt } = identifier;
  if (kind !== 'phone' || state !== 'released' || releaseReason !== 'taken' || releasedAt === null) {
    return false;
  }
  const released = epoch(releasedAt);
  return (
    now.getTime() - released < days(policy.numbers.tenure.takenWithinDays) &&
    isTenured(identifier, new Date(released), policy)
  );
}

/** Whether an identifier has been on its account since the account began. Unknown beginnings do not count. */
export function isSinceBeginning(
  identifier: IdentifierFacts,
  account: AccountFacts,
  policy: Policy,
): boolean {
  if (account.createdAt === null || identifier.linkedSince === null) return false;
  const after = epoch(identifier.linkedSince) - epoch(account.createdAt);
  return after <= minutes(policy.numbers.tenure.beginningMinutes);
}
