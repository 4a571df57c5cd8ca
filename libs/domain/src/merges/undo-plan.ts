import type { NotifiedContact } from '../identifiers/index.ts';

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
 * What becomes of one change. `keep` leaves it on the survivor, `revert` gives the survivor what it had before the merge.
 * `split` says how much of what is left of an amount goes back to the other account.
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
  /** As the merge left it, and as it is now: values as they are, masked by who shows them. */
  readonly before: string;
  readonly now: string;
};

/** A merge taken back: plain JSON, hashed like every plan. Void when an account it names has moved. */
export type UndoPlan = {
  readonly kind: 'merge-undo';
  /** The survivor. */
  readonly accountId: string;
  readonly otherId: string;
  readonly mergeId: string;
  readonly securityVersions: Readonly<Record<string, number>>;
  /** By the id of each change there is, the defaults filled in. */
  readonly decisions: UndoDecisions;
  readonly told: readonly NotifiedContact[];
};
