import { type AccountFacts, nothingAtStake } from '../accounts/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import { isAhead } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';
import type { LoginClaim } from './login-request.ts';
import { notifiedContacts } from './notified-contacts.ts';
import type { Plan, PlanStep } from './plan.ts';
import { releasesOfLogins } from './release-logins.ts';

export type EmailEffectInput = {
  readonly account: AccountFacts;
  /** The pending login that was confirmed. */
  readonly identifierId: string;
  readonly claim: LoginClaim | null;
  /** The account where the e-mail is a verified login by now; null when nowhere. */
  readonly holderAccountId: string | null;
  /** That account, where it is the caller's empty duplicate and a code to this very address proved it. */
  readonly movesFrom?: { readonly account: AccountFacts; readonly identifierId: string } | null;
  /** The account is locked because somebody may be stealing it: for suspected fraud, or because a change was opposed. */
  readonly guarded: boolean;
  readonly now: Date;
  readonly policy: Policy;
};

/**
 * Plans the effect of a confirmed e-mail, checking again all that may have changed since the request.
 * Refusals: account-not-active; not-changeable-now; email-in-use; link-not-accepted when nothing is pending there any more or the
 * claim is gone, expired or another's. What the customer is told is the portal's to choose.
 */
export function planEmailEffect(input: EmailEffectInput): Plan | Refusal {
  const { account, identifierId, claim, holderAccountId, guarded, now, policy } = input;
  const pending = account.identifiers.find(({ id }) => id === identifierId);
  if (account.status !== 'active') return refuse('account-not-active', { accountId: account.id });
  if (guarded) return refuse('not-changeable-now');
  if (pending?.state !== 'pending' || pending.kind !== 'email' || pending.use !== 'login') {
    return refuse('link-not-accepted');
  }
  if (claim?.accountId !== account.id || !isAhead(claim.expiresAt, now)) return refuse('link-not-accepted');
  const from = input.movesFrom ?? null;
  const moves =
    from?.account.id === holderAccountId && from.account.status === 'active' && nothingAtStake(from.account);
  if (holderAccountId !== null && !moves) return refuse('email-in-use');

  const email = pending.normalised;
  const named = from === null || !moves ? [account] : [account, from.account];
  return {
    kind: 'email-reassignment-effect',
    accountId: account.id,
    securityVersions: Object.fromEntries(named.map(({ id, securityVersion }) => [id, securityVersion])),
    steps: [
      ...(from === null || !moves ? [] : [leaving(from, account)]),
      ...releasesOfLogins(account, 'email'),
      { do: 'verify-identifier', accountId: account.id, identifierId },
      { do: 'drop-claim', accountId: account.id, kind: 'email', normalised: email },
      { do: 'settle-change', accountId: account.id, identifierId, state: 'effective' },
      {
        do: 'tell',
        accountId: account.id,
        template: 'email-change-effective',
        contacts: notifiedContacts(
          named.flatMap(({ identifiers }) => identifiers),
          now,
          policy,
          [email],
        ),
      },
    ],
  };
}

function leaving(
  { account, identifierId }: NonNullable<EmailEffectInput['movesFrom']>,
  to: AccountFacts,
): PlanStep {
  return {
    do: 'release-identifier',
    accountId: account.id,
    identifierId,
    reason: 'moved-to-claimed-account',
    takenByAccountId: to.id,
  };
}
