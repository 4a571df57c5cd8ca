import { isAhead } from '../policy/instants.ts';
import type { ChallengeState } from './evidence.ts';

/** A challenge right after the try was taken off atomically, and whether the code or token was the right one. */
export type TriedChallenge = {
  readonly expiresAt: string;
  readonly usedAt: string | null;
  readonly supersededAt: string | null;
  /** After the decrement; negative when there was no try left to take. */
  readonly triesLeft: number;
  readonly matches: boolean;
};

export type ChallengeVerdict = {
  /** The only thing the outside may learn. */
  readonly accepted: boolean;
  /** What became of the challenge, for the desk. */
  readonly state: ChallengeState;
};

/** Decides one try. Used, expired, superseded and dead challenges accept nothing, not even the right code. */
export function challengeVerdict(challenge: TriedChallenge, now: Date): ChallengeVerdict {
  const { expiresAt, usedAt, supersededAt, triesLeft, matches } = challenge;
  if (usedAt !== null) return { accepted: false, state: 'passed' };
  if (supersededAt !== null) return { accepted: false, state: 'superseded' };
  if (!isAhead(expiresAt, now)) return { accepted: false, state: 'expired' };
  if (!(triesLeft >= 0)) return { accepted: false, state: 'dead' };
  if (matches) return { accepted: true, state: 'passed' };
  return { accepted: false, state: triesLeft === 0 ? 'dead' : 'sent' };
}
