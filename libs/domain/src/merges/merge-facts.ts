import type { AccountFacts } from '../accounts/index.ts';
import type {
  ContactPreference,
  HoldKind,
  MergeBlocker,
  MergeField,
  MergeSide,
  SubscriptionState,
} from './merge.ts';

/** An address of an account. */
export type AddressFacts = {
  readonly id: string;
  readonly isDefault: boolean;
  readonly name: string;
  readonly company: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly province: string;
  readonly postcode: string;
  readonly country: string;
  readonly phone: string;
};

/** Money is a decimal text with two places ('12.50'), in the main unit of an ISO 4217 currency: nothing is lost by adding. */
export type Money = { readonly currency: string; readonly amount: string };

export type GiftCardFacts = { readonly id: string; readonly currency: string; readonly balance: string };
export type SubscriptionFacts = {
  readonly id: string;
  readonly product: string;
  readonly state: SubscriptionState;
};
export type ConsentFacts = { readonly topic: string; readonly granted: boolean; readonly at: string };

/** Everything about one account that a merge moves, adds up or asks about. Orders are counted beside it: they come in meanwhile. */
export type MergeAccountFacts = AccountFacts & {
  readonly firstName: string;
  readonly lastName: string;
  readonly language: string;
  /** ISO 8601 date, or null. */
  readonly birthDate: string | null;
  readonly contactPreference: ContactPreference | null;
  readonly note: string;
  readonly tags: readonly string[];
  readonly addresses: readonly AddressFacts[];
  readonly consents: readonly ConsentFacts[];
  readonly points: number;
  readonly credits: readonly Money[];
  readonly giftCards: readonly GiftCardFacts[];
  readonly subscriptions: readonly SubscriptionFacts[];
  /** Those that hold now. */
  readonly holds: readonly HoldKind[];
  readonly hasSecondFactor: boolean;
  readonly hasPassword: boolean;
  /** A new e-mail or phone of it waits to be confirmed, or is held. */
  readonly changePending: boolean;
  /** Another merge, or an undoing, of it is asked for and not decided. */
  readonly mergePending: boolean;
  /** Which verified login comes first, of each kind; an account with one of a kind needs no mark. */
  readonly primaryIds: readonly string[];
};

/** What an agent chose. What is left out is chosen by default. */
export type MergeChoices = {
  readonly fields?: Readonly<Partial<Record<MergeField, MergeSide | 'both'>>>;
  /** The e-mail and the phone login that come first on the survivor, by the ids of identifiers of either account. */
  readonly primaryIds?: readonly string[];
  /** Verified logins of either account that end with the merge. */
  readonly releaseIds?: readonly string[];
};

/** One thing in the way, and on which of the two; null where it is of both. */
export type MergeObstacle = { readonly code: MergeBlocker; readonly accountId: string | null };
