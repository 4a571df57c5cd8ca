import { type AccountFacts, nothingAtStake } from '../accounts/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import { isAhead } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';
import { type AgreeingContact, agreeingContact } from './agreeing-contact.ts';
import type { LoginClaim } from './login-request.ts';
import { notifiedContacts } from './notified-contacts.ts';
import type { Plan, PlanStep } from './plan.ts';
import { releasesOfLogins } from './release-logins.ts';

/** The account in which a confirmed phone is a verified login by now. */
export type PhoneHolder = {
  readonly account: AccountFacts;
  readonly identifierId: string;
  /**
   * It is the customer's duplicate: of a closed case of theirs that ended `recovered`, or proven by a code in the case
   * that asked for the phone.
   */
  readonly duplicate: boolean;
  /** A code to a contact of it, sent for this very change, was answered. */
  readonly agreed: boolean;
};

export type PhoneEffectInput = {
  readonly account: AccountFacts;
  /** The pending login that was confirmed. */
  readonly identifierId: string;
  readonly claim: LoginClaim | null;
  readonly holder: PhoneHolder | null;
  /** The account is locked because somebody may be stealing it: for suspected fraud, or because a change was opposed. */
  readonly guarded: boolean;
  readonly now: Date;
  readonly policy: Policy;
};

/** What follows when a phone was confirmed: it takes effect, or its other account is asked first. */
export type PhoneEffect =
  | { readonly do: 'take-effect'; readonly plan: Plan }
  | { readonly do: 'ask-holder'; readonly account: AccountFacts; readonly contact: AgreeingContact };

/**
 * Plans the effect of a confirmed phone, checking again all that may have changed since the request. The phone leaves the
 * other account in the same plan: its empty duplicate's at once, anybody else's once that account has agreed.
 * Refusals: account-not-active; not-changeable-now; phone-in-use when its other account cannot agree; code-not-accepted when
 * nothing is pending there any more or the claim is gone, expired or another's.
 */
export function planPhoneEffect(input: PhoneEffectInput): PhoneEffect | Refusal {
  const { account, identifierId, claim, holder, guarded, now, policy } = input;
  const pending = account.identifiers.find(({ id }) => id === identifierId);
  if (account.status !== 'active') return refuse('account-not-active', { accountId: account.id });
  if (guarded) return refuse('not-changeable-now');
  if (pending?.state !== 'pending' || pending.kind !== 'phone' || pending.use !== 'login') {
    return refuse('code-not-accepted');
  }
  if (claim?.accountId !== account.id || !isAhead(claim.expiresAt, now)) return refuse('code-not-accepted');
  const phone = pending.normalised;
  if (holder === null) return { do: 'take-effect', plan: planEffect(input, phone) };

  const inUse = refuse('phone-in-use', { next: 'ask-for-another-phone' });
  const other = holder.account;
  if (other.id === account.id || other.status !== 'active' || isAhead(other.lockedUntil, now)) return inUse;
  if (holder.agreed || (holder.duplicate && nothingAtStake(other))) {
    return { do: 'take-effect', plan: planEffect(input, phone) };
  }
  const contact = agreeingContact(other, phone, now, policy);
  return contact === null ? inUse : { do: 'ask-holder', account: other, contact };
}

function planEffect({ account, identifierId, holder, now, policy }: PhoneEffectInput, phone: string): Plan {
  const accounts = holder === null ? [account] : [account, holder.account];
  const told = ({ identifiers }: AccountFacts) => notifiedContacts(identifiers, now, policy, [phone]);
  return {
    kind: 'phone-link-effect',
    accountId: account.id,
    securityVersions: Object.fromEntries(accounts.map(({ id, securityVersion }) => [id, securityVersion])),
    steps: [
      ...(holder === null ? [] : leaving(holder, account)),
      ...releasesOfLogins(account, 'phone'),
      { do: 'verify-identifier', accountId: account.id, identifierId },
      { do: 'drop-claim', accountId: account.id, kind: 'phone', normalised: phone },
      { do: 'settle-change', accountId: account.id, identifierId, state: 'effective' },
      {
        do: 'tell',
        accountId: account.id,
        template: 'phone-change-effective',
        contacts: told(account),
      },
      ...(holder === null
        ? []
        : [
            {
              do: 'tell',
              accountId: holder.account.id,
              template: 'phone-moved-away',
              contacts: told(holder.account),
            } as const,
          ]),
    ],
  };
}

function leaving({ account, identifierId }: PhoneHolder, to: AccountFacts): PlanStep[] {
  return [
    {
      do: 'release-identifier',
      accountId: account.id,
      identifierId,
      reason: 'taken',
      takenByAccountId: to.id,
    },
  ];
}
