import { days, epoch, hours, instantOf } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';

/** A lock of an account's recovery. Instants are ISO. */
export type LockFacts = {
  readonly at: string;
  readonly until: string;
  /** How many hours it looks as if it lasted, where that is not the truth; null where it is. */
  readonly shownHours: number | null;
};

/** The lock of an account that an agent suspects fraud about. It looks like one that failed rounds made. */
export function fraudLock(now: Date, policy: Policy): LockFacts {
  return {
    at: now.toISOString(),
    until: instantOf(now.getTime() + days(policy.numbers.hold.fraudLockDays)),
    shownHours: policy.numbers.evidence.lockHours,
  };
}

/**
 * When a lock ends as the desk is told: a suspicion must not be read from a date a month away, so its lock looks
 * renewed each time that it seems to end. Null when it has ended. ISO instant.
 */
export function lockEndShown({ at, until, shownHours }: LockFacts, now: Date): string | null {
  const end = epoch(until);
  if (!(end > now.getTime())) return null;
  if (shownHours === null) return instantOf(end);
  const length = hours(shownHours);
  const times = Math.max(1, Math.floor((now.getTime() - epoch(at)) / length) + 1);
  return instantOf(Math.min(end, epoch(at) + times * length));
}

/** When the last of an account's locks ends as the desk is told; null when it has none. ISO instant. */
export function lastLockEnd(locks: readonly LockFacts[], now: Date): string | null {
  const ends = locks.flatMap((lock) => lockEndShown(lock, now) ?? []);
  return ends.toSorted().at(-1) ?? null;
}
