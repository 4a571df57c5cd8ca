import { type AccountFacts, nothingAtStake } from '../accounts/index.ts';
import type { PendingChange } from '../cases/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import { isAhead } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';
import { agreeingContact } from './agreeing-contact.ts';
import type { LoginHolder } from './login-holder.ts';
import { type LoginClaim, loginRequestRefusal, planLoginRequest } from './login-request.ts';
import type { Plan } from './plan.ts';

export type PhoneLinkInput = {
  /** The case that asks; null where the customer asks on the portal. */
  readonly caseId: string | null;
  /** The account that is to get the phone. */
  readonly account: AccountFacts;
  /** E.164, from readNewPhone. */
  readonly phone: string;
  /**
   * Null when it signs in nowhere. Null also on the portal, where the answer must not tell whether anybody has the number
   * before its holder has confirmed it: planPhoneEffect looks again.
   */
  readonly holder: LoginHolder | null;
  readonly claim: LoginClaim | null;
  /** The phone that already waits on the account, expired or not. */
  readonly pending: PendingChange | null;
  readonly now: Date;
  readonly policy: Policy;
};

/**
 * Plans linking a phone to an account: a pending login with a claim, and a code to the number. Nothing moves before that
 * code is answered; one that signs in to another account moves by planPhoneEffect only.
 *
 * Refusals: account-not-active, phone-already-yours, change-already-pending, phone-claimed; and where the holder is known,
 * phone-on-duplicate and phone-in-use, with details.next.
 */
export function planPhoneLink(input: PhoneLinkInput): Plan | Refusal {
  const request = { ...input, kind: 'phone', normalised: input.phone } as const;
  return loginRequestRefusal(request) ?? holderRefusal(input) ?? planLoginRequest(request);
}

/** What the desk may be told of an account that has the phone. Null also where it will be asked to agree. */
function holderRefusal({ holder, phone, now, policy }: PhoneLinkInput): Refusal | null {
  if (holder === null) return null;
  const { account, identifierId, duplicateInCase, duplicateProven, likelyDuplicate } = holder;
  const inUse = refuse('phone-in-use', { next: 'ask-for-another-phone' });
  if (account.status !== 'active' || isAhead(account.lockedUntil, now)) return inUse;

  const empty = nothingAtStake(account);
  if (duplicateInCase && duplicateProven && empty) return null;
  if (!duplicateInCase && likelyDuplicate && empty) {
    return refuse('phone-on-duplicate', {
      next: 'add-duplicate',
      duplicateAccountId: account.id,
      identifierId,
    });
  }
  const contact = agreeingContact(account, phone, now, policy);
  if (contact === null) return inUse;
  const byEmail = contact.identifier.kind === 'email' && contact.identifier.use === 'login';
  return duplicateInCase && empty && byEmail
    ? refuse('phone-on-duplicate', {
        next: 'send-code-to-duplicate',
        duplicateAccountId: account.id,
        identifierId: contact.identifier.id,
      })
    : null;
}
