import { type AccountFacts, nothingAtStake } from '../accounts/index.ts';
import type { PendingChange } from '../cases/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import type { Policy } from '../policy/policy.ts';
import type { LoginHolder } from './login-holder.ts';
import { type LoginClaim, loginRequestRefusal, planLoginRequest } from './login-request.ts';
import { notifiedContacts } from './notified-contacts.ts';
import type { Plan } from './plan.ts';
import { releasesOfLogins } from './release-logins.ts';
import { withdrawPending } from './withdraw-pending.ts';

export type EmailReassignmentInput = {
  /** The case that asks; null where the customer asks on the portal. */
  readonly caseId: string | null;
  /** The claimed account. */
  readonly account: AccountFacts;
  /** Normalised. */
  readonly email: string;
  /** Null also where the asker may not be told before the e-mail is confirmed: planEmailEffect looks again. */
  readonly holder: LoginHolder | null;
  readonly claim: LoginClaim | null;
  /** What already waits for confirmation on the claimed account, expired or not. */
  readonly pending: PendingChange | null;
  readonly now: Date;
  readonly policy: Policy;
};

/**
 * Plans giving an account an e-mail. A free one becomes a pending login with a claim on the value, and takes
 * effect when its holder confirms it (planEmailEffect); one on the caller's own empty duplicate, proven by a code
 * to that address, moves at once. Whether the caller is verified is allowedActions' to say, not this plan's.
 *
 * Refusals: account-not-active, email-already-yours, email-in-use, email-on-duplicate,
 * email-on-account-with-stake (these three with details.next), change-already-pending, email-claimed.
 */
export function planEmailReassignment(input: EmailReassignmentInput): Plan | Refusal {
  const { email, holder } = input;
  const request = { ...input, kind: 'email', normalised: email } as const;
  const refusal = loginRequestRefusal(request) ?? (holder && holderRefusal(holder));
  if (refusal !== null) return refusal;
  return holder === null ? planLoginRequest(request) : planMove(input, holder);
}

/** Of an account outside the case nothing is told but that it has the e-mail. */
function holderRefusal({ account, ...holder }: LoginHolder): Refusal | null {
  const onDuplicate = { duplicateAccountId: account.id, identifierId: holder.identifierId };
  if (!holder.duplicateInCase) {
    return holder.likelyDuplicate && account.status === 'active' && nothingAtStake(account)
      ? refuse('email-on-duplicate', { next: 'add-duplicate', ...onDuplicate })
      : refuse('email-in-use', { next: 'ask-for-another-email' });
  }
  if (account.status !== 'active') return refuse('account-not-active', { accountId: account.id });
  if (!nothingAtStake(account)) {
    return refuse('email-on-account-with-stake', { next: 'ask-for-another-email', ...onDuplicate });
  }
  return holder.duplicateProven
    ? null
    : refuse('email-on-duplicate', { next: 'send-code-to-duplicate', ...onDuplicate });
}

function planMove(input: EmailReassignmentInput, holder: LoginHolder): Plan {
  const { account, email, now, policy } = input;
  const contacts = [...account.identifiers, ...holder.account.identifiers];
  return {
    kind: 'email-reassignment',
    accountId: account.id,
    securityVersions: {
      [account.id]: account.securityVersion,
      [holder.account.id]: holder.account.securityVersion,
    },
    steps: [
      ...withdrawPending(input.account, input.pending, input.now),
      {
        do: 'release-identifier',
        accountId: holder.account.id,
        identifierId: holder.identifierId,
        reason: 'moved-to-claimed-account',
        takenByAccountId: account.id,
      },
      ...releasesOfLogins(account, 'email'),
      {
        do: 'add-identifier',
        accountId: account.id,
        kind: 'email',
        use: 'login',
        state: 'verified',
        normalised: email,
      },
      {
        do: 'tell',
        accountId: account.id,
        template: 'email-change-effective',
        contacts: notifiedContacts(contacts, now, policy, [email]),
      },
    ],
  };
}
