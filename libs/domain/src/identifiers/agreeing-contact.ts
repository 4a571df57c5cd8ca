import type { AccountFacts } from '../accounts/index.ts';
import { isRefusal } from '../errors/refusal.ts';
import type { Policy } from '../policy/policy.ts';
import { codeDestination, type CodeMethod } from '../verification/index.ts';
import type { IdentifierFacts } from './identifier.ts';

/** A contact by which an account can agree to give a login up. */
export type AgreeingContact = { readonly identifier: IdentifierFacts; readonly method: CodeMethod };

/**
 * The contact of an account that may agree to its phone moving away: one that may get a code by the rules of evidence, and
 * never the very number, since whoever found or stole that phone would agree with themselves. An e-mail before a phone, a
 * login before a recovery contact; null when there is none.
 */
export function agreeingContact(
  account: AccountFacts,
  phone: string,
  now: Date,
  policy: Policy,
): AgreeingContact | null {
  const rank = ({ kind, use }: IdentifierFacts) => (kind === 'email' ? 0 : 2) + (use === 'login' ? 0 : 1);
  const [best] = account.identifiers
    .filter(({ state, normalised }) => state === 'verified' && normalised !== phone)
    .flatMap((identifier) => {
      const destination = codeDestination(identifier, account, now, policy);
      return isRefusal(destination) ? [] : [{ identifier, method: destination.method }];
    })
    .toSorted((one, other) => rank(one.identifier) - rank(other.identifier));
  return best ?? null;
}
