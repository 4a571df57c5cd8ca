/** Which of two accounts a value comes from. The `survivor` stays; the `other` becomes a tombstone that leads to it. */
export const MERGE_SIDES = ['survivor', 'other'] as const;
export type MergeSide = (typeof MERGE_SIDES)[number];

/** What an agent chooses a side for, where the two differ. */
export const MERGE_FIELDS = ['name', 'language', 'birthDate', 'defaultAddress', 'contactPreference'] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

/** How a customer wishes to be reached; `any` leaves it to the shop, and is what both sides together come to. */
export const CONTACT_PREFERENCES = ['email', 'sms', 'phone', 'post', 'any'] as const;
export type ContactPreference = (typeof CONTACT_PREFERENCES)[number];

/** What keeps an account as it is until it is lifted. */
export const HOLD_KINDS = ['legal-hold', 'fraud-hold', 'dispute', 'data-request'] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

export const SUBSCRIPTION_STATES = ['active', 'paused', 'cancelled'] as const;
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

export const SECOND_FACTOR_KINDS = ['authenticator', 'backup-codes'] as const;
export type SecondFactorKind = (typeof SECOND_FACTOR_KINDS)[number];

/**
 * `waiting` for an approval; `queued` and `running` by the worker; `done`; `undone`; `refused` when something stood in
 * the way at the last moment, or the approval was not given.
 */
export const MERGE_STATES = ['waiting', 'queued', 'running', 'done', 'undone', 'refused'] as const;
export type MergeState = (typeof MERGE_STATES)[number];

/** The states in which a merge is asked for and not decided: its accounts are in no other. */
export const LIVE_MERGE_STATES: readonly MergeState[] = ['waiting', 'queued', 'running'];

/** The same of its undoing. */
export const UNDO_STATES = ['waiting', 'queued', 'running', 'done', 'refused'] as const;
export type UndoState = (typeof UNDO_STATES)[number];

/** What stands in the way of a merge; `liftedBy` of {@link MERGE_BLOCKER_LIFTED_BY} says who can do something about it. */
export const MERGE_BLOCKERS = [
  'same-account',
  'another-realm',
  'account-merged',
  'account-closed',
  'account-suspended',
  'legal-hold',
  'fraud-hold',
  'dispute',
  'data-request',
  'merge-pending',
  'change-pending',
  'verification-locked',
  'both-have-second-factor',
  'no-login-left',
] as const;
export type MergeBlocker = (typeof MERGE_BLOCKERS)[number];

/** What would lift a blocker: somebody's act, the passing of time, another choice, or nothing. */
export const MERGE_BLOCKER_LIFTED_BY = {
  'same-account': 'nothing',
  'another-realm': 'nothing',
  'account-merged': 'nothing',
  'account-closed': 'nothing',
  'account-suspended': 'the-shop',
  'legal-hold': 'the-shop',
  'fraud-hold': 'the-shop',
  dispute: 'the-shop',
  'data-request': 'the-shop',
  'merge-pending': 'its-decision',
  'change-pending': 'its-confirmation',
  'verification-locked': 'time-or-a-supervisor',
  'both-have-second-factor': 'the-customer',
  'no-login-left': 'another-choice',
} as const satisfies Record<MergeBlocker, string>;
export type MergeBlockerLiftedBy = (typeof MERGE_BLOCKER_LIFTED_BY)[MergeBlocker];
