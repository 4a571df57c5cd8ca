import { epoch, hours, instantOf } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';

/**
 * From when on failed rounds of an account count, as an ISO instant: the failure window, or the end of its last
 * lock (by itself or lifted) where that is later, so that a lifted lock does not close again at the next slip.
 */
export function failuresCountFrom(lastLockEndedAt: string | null, now: Date, policy: Policy): string {
  const windowStart = now.getTime() - hours(policy.numbers.evidence.failureWindowHours);
  const ended = lastLockEndedAt === null ? Number.NEGATIVE_INFINITY : epoch(lastLockEndedAt);
  return instantOf(ended > windowStart && ended <= now.getTime() ? ended : windowStart);
}

/**
 * The lock that a failed round brings. `failedRounds` counts all of the account's in the window, across agents,
 * cases and channels, the one just failed included. Null while rounds are left.
 */
export function lockAfter(
  failedRounds: number,
  now: Date,
  policy: Policy,
): { readonly until: string } | null {
  if (roundsLeft(failedRounds, policy) > 0) return null;
  return { until: instantOf(now.getTime() + hours(policy.numbers.evidence.lockHours)) };
}

/** How many more rounds may fail before the account locks. */
export function roundsLeft(failedRounds: number, policy: Policy): number {
  return Math.max(0, policy.numbers.evidence.failedRoundsToLock - failedRounds);
}

/** Whether an agent is stopped: failed rounds on so many different accounts in a day are no slips. */
export function agentStopped(distinctFailedAccountsToday: number, policy: Policy): boolean {
  return !(distinctFailedAccountsToday < policy.numbers.evidence.failedAccountsToStopAgent);
}
