import { type AccountFacts, verifiedLogins } from '../accounts/index.ts';
import type { PendingChange, PendingKind } from '../cases/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import { instantOf, isAhead, minutes } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';
import { notifiedContacts } from './notified-contacts.ts';
import type { Plan } from './plan.ts';
import { withdrawPending } from './withdraw-pending.ts';

/** The one claim row of a value. */
export type LoginClaim = { readonly accountId: string; readonly expiresAt: string };

/** A new e-mail or phone that is to sign in to an account. */
export type LoginRequest = {
  /** The case that asks; null where the customer asks on the portal. */
  readonly caseId: string | null;
  readonly account: AccountFacts;
  readonly kind: PendingKind;
  readonly normalised: string;
  readonly claim: LoginClaim | null;
  /** What already waits for confirmation on the account, of this kind, expired or not. */
  readonly pending: PendingChange | null;
  readonly now: Date;
  readonly policy: Policy;
};

/**
 * Why a value may not even be asked for, whoever may hold it; null when it may. Refusals: account-not-active,
 * email-already-yours or phone-already-yours, change-already-pending, email-claimed or phone-claimed.
 */
export function loginRequestRefusal(request: LoginRequest): Refusal | null {
  const { account, kind, normalised, claim, now } = request;
  if (account.status !== 'active') return refuse('account-not-active', { accountId: account.id });
  if (verifiedLogins(account, kind).some((login) => login.normalised === normalised)) {
    return refuse(`${kind}-already-yours`);
  }
  const until = inTheWay(request);
  if (until !== null) return refuse('change-already-pending', { until });
  if (claim !== null && claim.accountId !== account.id && isAhead(claim.expiresAt, now)) {
    return refuse(`${kind}-claimed`, { next: `ask-for-another-${kind}` });
  }
  return null;
}

/** Plans a pending login with a claim on the value; it takes effect when its holder confirms it. */
export function planLoginRequest(request: LoginRequest): Plan {
  const { account, kind, normalised, pending, now, policy } = request;
  const expiresAt = instantOf(now.getTime() + minutes(policy.numbers.emailClaim.lifeMinutes));
  const of = { accountId: account.id, kind, normalised } as const;
  return {
    kind: kind === 'email' ? 'email-reassignment' : 'phone-link',
    accountId: account.id,
    securityVersions: { [account.id]: account.securityVersion },
    steps: [
      ...withdrawPending(account, pending, now),
      { do: 'add-identifier', ...of, use: 'login', state: 'pending' },
      { do: 'claim', ...of, expiresAt },
      { do: 'ask-confirmation', ...of },
      {
        do: 'tell',
        accountId: account.id,
        template: `${kind}-change-requested`,
        contacts: notifiedContacts(account.identifiers, now, policy, [normalised]),
      },
    ],
  };
}

/** Until when something else waits: of another case or of the other door, the very same value, or one that is held. */
function inTheWay({ caseId, normalised, pending, now }: LoginRequest): string | null {
  if (pending === null || !isAhead(pending.expiresAt, now)) return null;
  const stays = pending.caseId !== caseId || pending.value === normalised || pending.heldUntil !== null;
  return stays ? pending.expiresAt : null;
}
