import {
  type IdentifierKind,
  normaliseEmail,
  normaliseUsername,
  phoneSearchCandidates,
} from '../identifiers/index.ts';

/** One identifier that somebody may mean who signs in. */
export type LoginCandidate = { readonly kind: IdentifierKind; readonly normalised: string };

/**
 * Every identifier that may be meant by what was typed to sign in with: an e-mail, a phone in the notation of any of
 * the shop's countries, a username. Likeliest first, none twice; empty when it can be none.
 */
export function loginCandidates(typed: string, countries: readonly string[]): LoginCandidate[] {
  const email = normaliseEmail(typed);
  const username = normaliseUsername(typed);
  return [
    ...(email.ok ? [{ kind: 'email' as const, normalised: email.normalised }] : []),
    ...phoneSearchCandidates(typed, countries).map((normalised) => ({ kind: 'phone' as const, normalised })),
    ...(username.ok ? [{ kind: 'username' as const, normalised: username.normalised }] : []),
  ];
}
