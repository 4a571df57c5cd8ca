import { type AccountFacts, emailLogins, nothingAtStake } from '../accounts/index.ts';
import type { PendingChange } from '../cases/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import { instantOf, isAhead, minutes } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';
import { notifiedContacts } from './notified-contacts.ts';
import type { Plan } from './plan.ts';
import { releasesOfEmailLogins } from './release-email-logins.ts';
import { withdrawPending } from './withdraw-pending.ts';

/** The account in which an e-mail is a verified login today, and what the case knows of it. */
export type EmailHolder = {
  readonly account: AccountFacts;
  readonly identifierId: string;
  /** It is in this case with the role duplicate. */
  readonly duplicateInCase: boolean;
  /** A code sent to that very address for this move was answered in this case. */
  readonly duplicateProven: boolean;
  /** It looks like a duplicate of the claimed account, in the case or not. */
  readonly likelyDuplicate: boolean;
};

/** The one claim row of a value. */
export type EmailClaim = { readonly accountId: string; readonly expiresAt: string };

export type EmailReassignmentInput = {
  readonly caseId: string;
  /** The claimed account. */
  readonly account: AccountFacts;
  /** Normalised. */
  readonly email: string;
  readonly holder: EmailHolder | null;
  readonly claim: EmailClaim | null;
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
  const { account, email, holder, claim, pending, now } = input;
  if (account.status !== 'active') return refuse('account-not-active', { accountId: account.id });
  if (emailLogins(account).some(({ normalised }) => normalised === email))
    return refuse('email-already-yours');

  const waiting = pending !== null && isAhead(pending.expiresAt, now) ? pending : null;
  if (waiting !== null && (waiting.caseId !== input.caseId || waiting.value === email)) {
    return refuse('change-already-pending', { until: waiting.expiresAt });
  }
  if (claim !== null && claim.accountId !== account.id && isAhead(claim.expiresAt, now)) {
    return refuse('email-claimed', { next: 'ask-for-another-email' });
  }
  return holder === null ? planFree(input) : (holderRefusal(holder) ?? planMove(input, holder));
}

/** Of an account outside the case nothing is told but that it has the e-mail. */
function holderRefusal({ account, ...holder }: EmailHolder): Refusal | null {
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

function planFree(input: EmailReassignmentInput): Plan {
  const { account, email, now, policy } = input;
  const expiresAt = instantOf(now.getTime() + minutes(policy.numbers.emailClaim.lifeMinutes));
  const of = { accountId: account.id, kind: 'email', normalised: email } as const;
  return {
    kind: 'email-reassignment',
    accountId: account.id,
    securityVersions: { [account.id]: account.securityVersion },
    steps: [
      ...withdrawPending(input.account, input.pending, input.now),
      {
        do: 'add-identifier',
        accountId: account.id,
        kind: 'email',
        use: 'login',
        state: 'pending',
        normalised: email,
      },
      { do: 'claim', ...of, expiresAt },
      { do: 'ask-confirmation', ...of },
      {
        do: 'tell',
        accountId: account.id,
        template: 'email-change-requested',
        contacts: notifiedContacts(account.identifiers, now, policy, [email]),
      },
    ],
  };
}

function planMove(input: EmailReassignmentInput, holder: EmailHolder): Plan {
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
      ...releasesOfEmailLogins(account),
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
