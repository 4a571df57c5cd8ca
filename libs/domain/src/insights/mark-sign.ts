import { refuse } from '../errors/refusal.ts';
import type { Refusal } from '../errors/codes.ts';
import { type AboutWhom, isAbout, type SignState } from './sign.ts';

/** A sign as it stands, and what somebody wants to say of it. */
export type SignToMark = AboutWhom & { readonly state: SignState };

/**
 * Whether somebody may mark a sign: never one about themselves (as far as they can tell it does not exist), never one that
 * is settled, and the two endings only with a note that says why.
 */
export function markRefusal(
  sign: SignToMark,
  who: string,
  to: Exclude<SignState, 'new'>,
  note: string | undefined,
): Refusal | null {
  if (isAbout(sign, who)) return refuse('not-found');
  if (isSettled(sign.state)) return refuse('sign-settled');
  if (isSettled(to) && note === undefined)
    return { code: 'invalid-input', errors: { note: 'Say what you found.' } };
  return null;
}

/** Whether somebody has said what a sign was. */
export function isSettled(state: SignState): boolean {
  return state === 'explained' || state === 'incident';
}
