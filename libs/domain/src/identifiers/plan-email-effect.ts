import type { AccountFacts } from '../accounts/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import { isAhead } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';
import { notifiedContacts } from './notified-contacts.ts';
import type { EmailClaim } from './plan-email-reassignment.ts';
import type { Plan } from './plan.ts';
import { releasesOfEmailLogins } from './release-email-logins.ts';

export type EmailEffectInput = {
  readonly account: AccountFacts;
  /** The pending login that was confirmed. */
  readonly identifierId: string;
  readonly claim: EmailClaim | null;
  /** The account where the e-mail is a verified login by now; null when nowhere. */
  readonly holderAccountId: string | null;
  readonly now: Date;
  readonly policy: Policy;
};

/**
 * Plans the effect of a confirmed e-mail, checking again all that may have changed since the request.
 * Refusals: account-not-active; email-in-use; link-not-accepted when nothing is pending there any more or the
 * claim is gone, expired or another's. What the customer is told is the portal's to choose.
 */
export function planEmailEffect(input: EmailEffectInput): Plan | Refusal {
  const { account, identifierId, claim, holderAccountId, now, policy } = input;
  const pending = account.identifiers.find(({ id }) => id === identifierId);
  if (account.status !== 'active') return refuse('account-not-active', { accountId: account.id });
  if (pending?.state !== 'pending' || pending.kind !== 'email' || pending.use !== 'login') {
    return refuse('link-not-accepted');
  }
  if (claim?.accountId !== account.id || !isAhead(claim.expiresAt, now)) return refuse('link-not-accepted');
  if (holderAccountId !== null) return refuse('email-in-use');

  const email = pending.normalised;
  return {
    kind: 'email-reassignment-effect',
    accountId: account.id,
    securityVersions: { [account.id]: account.securityVersion },
    steps: [
      ...releasesOfEmailLogins(account),
      { do: 'verify-identifier', accountId: account.id, identifierId },
      { do: 'drop-claim', accountId: account.id, kind: 'email', normalised: email },
      { do: 'settle-change', accountId: account.id, identifierId, state: 'effective' },
      {
        do: 'tell',
        accountId: account.id,
        template: 'email-change-effective',
        contacts: notifiedContacts(account.identifiers, now, policy, [email]),
      },
    ],
  };
}
