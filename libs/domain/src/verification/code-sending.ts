import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import { days, epoch, instantOf, minutes } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';

/** When codes were sent; older than a day may be left out. ISO instants in any order. */
export type CodesSent = {
  /** To this destination (the normalised value, whatever account it is on) for this purpose. */
  readonly sentAt: readonly string[];
  /** For this account, to any destination and for any purpose. */
  readonly sentForAccount: readonly string[];
};

/**
 * Why no code may be sent yet: `code-limit-reached` or `code-too-soon`, with `details.retryAt`. Null when one may.
 */
export function codeSendLimits(
  { sentAt, sentForAccount }: CodesSent,
  now: Date,
  policy: Policy,
): Refusal | null {
  const { perDestinationAndPurposePerDay, perAccountPerDay, resendAfterMinutes } = policy.numbers.code;
  const free = Math.max(
    freeAgainAt(sentAt, perDestinationAndPurposePerDay),
    freeAgainAt(sentForAccount, perAccountPerDay),
  );
  if (free > now.getTime()) return refuse('code-limit-reached', { retryAt: instantOf(free) });
  const pauseEnds = Math.max(...sentAt.map(epoch)) + minutes(resendAfterMinutes);
  return pauseEnds > now.getTime() ? refuse('code-too-soon', { retryAt: instantOf(pauseEnds) }) : null;
}

/** A day after the `limit`-th last one was sent; minus infinity when there were fewer. */
function freeAgainAt(sent: readonly string[], limit: number): number {
  const newestFirst = sent.map(epoch).sort((a, b) => b - a);
  return (newestFirst[limit - 1] ?? Number.NEGATIVE_INFINITY) + days(1);
}

/** The code that a new one to the same destination for the same purpose would replace. */
export type EarlierCode = {
  readonly expiresAt: string;
  readonly usedAt: string | null;
  readonly triesLeft: number;
};

/**
 * How many tries a new code gets. Sending again never resets tries: while an unanswered code lives, the new one
 * inherits what that one had left, and where nothing was left, `code-limit-reached` until it expires.
 */
export function triesForNewCode(
  earlier: EarlierCode | null,
  now: Date,
  policy: Policy,
): { readonly tries: number } | Refusal {
  const lives = earlier !== null && earlier.usedAt === null && epoch(earlier.expiresAt) > now.getTime();
  if (!lives) return { tries: policy.numbers.code.tries };
  if (earlier.triesLeft <= 0) return refuse('code-limit-reached', { retryAt: earlier.expiresAt });
  return { tries: Math.min(earlier.triesLeft, policy.numbers.code.tries) };
}
