import type { AccountFacts } from '../accounts/index.ts';
import type { PendingChange } from '../cases/index.ts';
import { days, instantOf } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';
import type { MessageTemplate } from '../messages/index.ts';
import { notifiedContacts } from './notified-contacts.ts';
import type { MergeState } from '../merges/index.ts';
import type { Plan } from './plan.ts';
import { withdrawPending } from './withdraw-pending.ts';

/** States of a change of an identifier. */
export const CHANGE_STATES = ['pending', 'held', 'effective', 'cancelled', 'expired', 'reversed'] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** The messages that carry a link by which their reader says "this wasn't me". */
export const OPPOSABLE_TEMPLATES = [
  'email-change-requested',
  'email-change-effective',
  'phone-change-requested',
  'phone-change-effective',
  'phone-moved-away',
  'change-held',
  'password-changed',
  'accounts-merged',
] as const satisfies readonly MessageTemplate[];

/** Whether a message carries a link by which its reader says "this wasn't me". */
export function isOpposable(template: MessageTemplate): boolean {
  return (OPPOSABLE_TEMPLATES as readonly MessageTemplate[]).includes(template);
}

/**
 * What an objection brings about: before the effect the change is cancelled, after it the account is locked and a supervisor
 * decides, and of a change that came to nothing there is nothing to oppose.
 */
export function objectionAgainst(state: ChangeState): 'cancel' | 'lock' | 'nothing' {
  if (state === 'pending' || state === 'held') return 'cancel';
  return state === 'effective' ? 'lock' : 'nothing';
}

/** What an objection brings about against a merge, of which nobody is told before its effect; once it is undone, nothing. */
export function objectionAgainstMerge(state: MergeState): 'lock' | 'nothing' {
  return state === 'done' ? 'lock' : 'nothing';
}

/** Until when a link sent now can be used, as an ISO instant. */
export function objectionLinkExpiry(now: Date, policy: Policy): string {
  return instantOf(now.getTime() + days(policy.numbers.hold.objectionDays));
}

const A_CENTURY_OF_DAYS = 36_525;

/** The end of an opposed account's lock: a century off, because only a supervisor's decision ends it. */
export function opposedUntil(now: Date): string {
  return instantOf(now.getTime() + days(A_CENTURY_OF_DAYS));
}

/**
 * Plans that a change which has not taken effect is given up, and that its account's contacts are told: by somebody who was
 * warned of it, by a supervisor, or because it is void. The value is free again at once.
 */
export function planChangeCancellation(
  account: AccountFacts,
  pending: PendingChange,
  now: Date,
  policy: Policy,
): Plan {
  return {
    kind: 'change-cancellation',
    accountId: account.id,
    securityVersions: { [account.id]: account.securityVersion },
    steps: [
      ...withdrawPending(account, pending, now),
      {
        do: 'tell',
        accountId: account.id,
        template: 'change-cancelled',
        contacts: notifiedContacts(account.identifiers, now, policy, []),
      },
    ],
  };
}
