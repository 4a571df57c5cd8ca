import type { IdentifierFacts, NotifiedContact } from '../identifiers/index.ts';
import type { AddressFacts, ConsentFacts, MergeAccountFacts, Money } from './merge-facts.ts';
import type { MergedAccount } from './merge-plan.ts';

/** What can have changed on the survivor since a merge, each to be kept or taken back when the merge is. */
export const UNDO_SUBJECTS = [
  'name',
  'language',
  'birth-date',
  'contact-preference',
  'note',
  'tags',
  'default-address',
  'address',
  'identifier',
  'consent',
  'points',
  'credit',
  'subscription',
  'gift-card',
  'order',
  'password',
] as const;
export type UndoSubject = (typeof UNDO_SUBJECTS)[number];

/**
 * What becomes of one change, by its subject:
 * - a field, the tags, the note, the default address: `keep` leaves the survivor what it has now, `revert` gives it what it
 *   had before the merge. The other account gets back what it had in any case, as the survivor does where nothing changed.
 * - an address, an identifier: see the functions that find their changes. Either way it ends where it came from, and what
 *   is new stays with the survivor or goes.
 * - a consent: the same as a field, but a no that was said since and is kept is a no of the other account too.
 * - points and credit: `keep` gives the other account what it brought, and leaves the rest, what was earned since included,
 *   with the survivor. `split` gives it as much of what is left now as is said, from nothing to all of it. Where less is
 *   left than the two brought together, only `split` is possible and somebody has to name it.
 * - a gift card, a subscription: it goes where it came from as it is now; a new one stays. Money that was spent and a
 *   subscription that ended do not come back.
 * - an order: goes where the identifier goes that it was placed with; where none is known, where the customer goes that the
 *   shop's file names; else it stays. Told, not decided.
 * - a password: `revert` ends it, and the survivor's holder sets a new one; what it was before is not kept anywhere.
 */
export type UndoDecision =
  { readonly do: 'keep' } | { readonly do: 'revert' } | { readonly do: 'split'; readonly toOther: string };
export type UndoDecisions = Readonly<Record<string, UndoDecision>>;

/** Something that changed after the merge. */
export type UndoChange = {
  /** Names it in {@link UndoDecisions}: the subject and what it is about, such as `credit:EUR` or `identifier:<id>`. */
  readonly id: string;
  readonly subject: UndoSubject;
  /** Whether a supervisor has to name a decision: nothing is chosen for them. */
  readonly needsDecision: boolean;
  readonly options: readonly UndoDecision['do'][];
  readonly byDefault: UndoDecision | null;
  /** As the merge left it, and as it is now: values as they are, masked by who shows them. Empty where there is none. */
  readonly before: string;
  readonly now: string;
};

/** Orders that were placed with one identifier, or of which only the customer's id in the shop's file tells by whom. */
export type NewOrders = {
  /** Null where the file led to no identifier of the account. */
  readonly placedWith: string | null;
  /** Whether the file named the other account's customer, or one that led to it. It tells where `placedWith` is null. */
  readonly ofOthersCustomer: boolean;
  readonly count: number;
};

/** Everything that decides what taking a merge back comes to, all of it loaded by the caller. */
export type UndoFacts = {
  readonly mergeId: string;
  /** The last instant at which it can be undone; null once its before-images were deleted. */
  readonly undoUntil: string | null;
  /** Both accounts as they were before it. */
  readonly before: { readonly survivor: MergeAccountFacts; readonly other: MergeAccountFacts };
  /** The survivor as the merge left it. */
  readonly after: MergeAccountFacts;
  /** The survivor and the tombstone as they are. */
  readonly now: { readonly survivor: MergeAccountFacts; readonly other: MergeAccountFacts };
  /** Orders that came to the survivor since the merge. */
  readonly newOrders: readonly NewOrders[];
  /** Values that sign in to an account other than these two. */
  readonly takenElsewhere: readonly Pick<IdentifierFacts, 'kind' | 'normalised'>[];
  /** Whether the survivor's password was set after the merge. */
  readonly passwordSetSince: boolean;
  /** The latest merge of the survivor that was carried out after this one and is not undone. */
  readonly laterMergeId: string | null;
  /** A customer of this merge was erased since: a before-image cannot be opened any more. */
  readonly erased: boolean;
};

/** What an account is once the merge is taken back, of what is written whole. */
export type RestoredAccount = MergedAccount & {
  readonly id: string;
  /** Its first login of each kind. */
  readonly primaryIds: readonly string[];
  readonly hasBalance: boolean;
  readonly hasSubscription: boolean;
};

/** The columns of an identifier that an undoing writes; whether it can be reached stays as it was learnt. */
export type IdentifierWrite = Pick<
  IdentifierFacts,
  'id' | 'accountId' | 'state' | 'linkedSince' | 'releasedAt' | 'releaseReason' | 'takenByAccountId'
>;

/**
 * What is written, and nothing beside it but what a merge cannot choose: the other account is active again, without
 * credentials; orders, cases, evidence and messages of the ledger go back by their ids; new orders placed with one of
 * `ordersPlacedWith`, or with none and by the other's customer, go to the other account; both security versions rise; sessions and open challenges of both end.
 */
export type UndoWrites = {
  readonly survivor: RestoredAccount;
  readonly other: RestoredAccount;
  /** Ids of the survivor's that are released as `reversed`, at the instant of the undoing, before the others are written. */
  readonly identifiersEnding: readonly string[];
  /** Of those that there were before the merge only what changes; the released ones first. */
  readonly identifiers: readonly IdentifierWrite[];
  readonly addresses: {
    /** Ids that go from the survivor to the other account as they are. */
    readonly toOther: readonly string[];
    /**
     * Written as they were before the merge, on this account: changed back, or put back where they are gone. Which is the
     * default one is said by the accounts.
     */
    readonly restore: readonly { readonly accountId: string; readonly address: AddressFacts }[];
    /** Ids that go away. */
    readonly remove: readonly string[];
  };
  /** Ids that go from the survivor to the other account. */
  readonly giftCards: readonly string[];
  readonly subscriptions: readonly string[];
  readonly ordersPlacedWith: readonly string[];
  /** The survivor's password ends. */
  readonly endPassword: boolean;
};

/** A merge taken back: plain JSON, hashed like every plan. Void when an account it names has moved. */
export type UndoPlan = {
  readonly kind: 'merge-undo';
  /** The survivor. */
  readonly accountId: string;
  readonly otherId: string;
  readonly mergeId: string;
  readonly securityVersions: Readonly<Record<string, number>>;
  /** By the id of each change there is but orders, which come meanwhile; the defaults filled in. */
  readonly decisions: UndoDecisions;
  readonly writes: UndoWrites;
  readonly told: readonly NotifiedContact[];
};

/** What a consent, and an amount, come to on both accounts. */
export type OnBoth<T> = { readonly survivor: T; readonly other: T };
export type ConsentsOnBoth = OnBoth<readonly ConsentFacts[]>;
export type CreditsOnBoth = OnBoth<readonly Money[]>;

/** What was decided of a change, the defaults filled in; `keep` of what did not change. */
export type Decide = (changeId: string) => UndoDecision;
