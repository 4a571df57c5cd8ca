import type { Policy } from '../policy/policy.ts';
import { type AccountWorth, isOfHighValue } from './high-value.ts';
import type { IdentifierFacts } from './identifier.ts';
import { notifiedContacts } from './notified-contacts.ts';
import { isTenured } from './tenure.ts';

/** Why a confirmed change waits. */
export const HOLD_REASONS = ['nobody-else-to-warn', 'sim-swap-risk', 'document-only'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** What a look-up says of a number: whether its SIM was swapped lately. Not asked, or no answer, is `unknown`. */
export const SIM_SWAP_ANSWERS = ['risk', 'safe', 'unknown'] as const;
export type SimSwapAnswer = (typeof SIM_SWAP_ANSWERS)[number];

/** What decides whether an account's changes wait, beside its facts. */
export type HoldFacts = {
  /** What its orders came to, as in {@link AccountWorth}. */
  readonly totals: AccountWorth['totals'];
  /** What look-ups said of every number that proved its holder. */
  readonly simSwaps: readonly SimSwapAnswer[];
};

export type HoldInput = {
  /** Of the account that changes. */
  readonly identifiers: readonly IdentifierFacts[];
  readonly worth: AccountWorth;
  /** What look-ups said of every number that proved the caller or is to be linked. */
  readonly simSwaps: readonly SimSwapAnswer[];
  /** A document was all that stood beside the caller's knowledge when it was asked for. */
  readonly documentOnly?: boolean;
  /** The new values, normalised: telling them warns nobody. */
  readonly newValues: readonly string[];
  readonly now: Date;
  readonly policy: Policy;
};

/**
 * Why a change must wait although it was confirmed; empty when it takes effect at once.
 * - `nobody-else-to-warn`: the account is of high value, and has fewer than two tenured contacts where a warning would
 *   arrive: whoever holds the one would hear of it alone.
 * - `sim-swap-risk`: a number that the change rests on may be in other hands since lately.
 * - `document-only`: nothing but a document proved the caller. It never takes effect by itself: `heldChangeRefusal`.
 */
export function holdReasons({
  identifiers,
  worth,
  simSwaps,
  documentOnly = false,
  newValues,
  now,
  policy,
}: HoldInput): HoldReason[] {
  const tenured = identifiers.filter((identifier) => isTenured(identifier, now, policy));
  const warned = notifiedContacts(tenured, now, policy, newValues);
  return [
    ...(warned.length < 2 && isOfHighValue(worth, policy) ? (['nobody-else-to-warn'] as const) : []),
    ...(simSwaps.includes('risk') ? (['sim-swap-risk'] as const) : []),
    ...(documentOnly ? (['document-only'] as const) : []),
  ];
}

/**
 * Why a change of an account would wait that is to become one with another: as {@link holdReasons}. What signs in to the
 * other is new to it: telling that warns nobody.
 */
export function mergeHoldReasons(
  account: Omit<AccountWorth, 'totals'> & { readonly identifiers: readonly IdentifierFacts[] },
  other: { readonly identifiers: readonly IdentifierFacts[] },
  { totals, simSwaps }: HoldFacts,
  now: Date,
  policy: Policy,
): HoldReason[] {
  const newValues = other.identifiers.flatMap(({ use, state, normalised }) =>
    use === 'login' && state === 'verified' ? [normalised] : [],
  );
  const { identifiers } = account;
  return holdReasons({ identifiers, worth: { ...account, totals }, simSwaps, newValues, now, policy });
}
