import { days, epoch } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';
import type { CodeMethod } from '../verification/index.ts';
import type { IdentifierFacts, ReleaseReason } from './identifier.ts';

/** Somewhere a change is told. */
export type NotifiedContact = {
  readonly accountId: string;
  readonly identifierId: string;
  readonly method: CodeMethod;
  readonly to: string;
};

/**
 * Everywhere a change must be told: each other login, recovery and contact value, and those released less than
 * `toldAfterReleaseDays` ago, each value once and only where something can arrive. What was never confirmed was
 * never the customer's and is not told, nor is what a supervisor took away as a thief's. `except` holds normalised values, such as the new e-mail itself.
 */
export function notifiedContacts(
  identifiers: readonly IdentifierFacts[],
  now: Date,
  policy: Policy,
  except: readonly string[],
): NotifiedContact[] {
  const told = new Map<string, NotifiedContact>();
  for (const identifier of identifiers) {
    const { kind, normalised, id, accountId } = identifier;
    const method = kind === 'phone' ? 'sms' : kind === 'email' ? 'email' : null;
    const key = `${kind} ${normalised}`;
    if (method === null || except.includes(normalised) || told.has(key)) continue;
    if (concerns(identifier, now, policy)) {
      told.set(key, { accountId, identifierId: id, method, to: normalised });
    }
  }
  return [...told.values()];
}

/** Why a value left that was never the customer's: never confirmed, or taken away by a reversal. */
const NEVER_THEIRS: readonly ReleaseReason[] = ['not-confirmed', 'cancelled', 'reversed'];

function concerns(identifier: IdentifierFacts, now: Date, policy: Policy): boolean {
  const { state, releasedAt, releaseReason, reachable, undeliverableAt } = identifier;
  if (!reachable || undeliverableAt !== null) return false;
  if (state === 'verified') return true;
  if (state !== 'released' || releasedAt === null) return false;
  if (releaseReason !== null && NEVER_THEIRS.includes(releaseReason)) return false;
  return now.getTime() - epoch(releasedAt) < days(policy.numbers.tenure.toldAfterReleaseDays);
}
