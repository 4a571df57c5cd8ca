import type { NotifiedContact } from '../identifiers/index.ts';
import type { ConsentFacts, MergeObstacle, Money } from './merge-facts.ts';
import type { ContactPreference, MergeField, MergeSide } from './merge.ts';

/** What the survivor is after the merge, of what is chosen or added up. */
export type MergedAccount = {
  readonly firstName: string;
  readonly lastName: string;
  readonly language: string;
  readonly birthDate: string | null;
  readonly contactPreference: ContactPreference | null;
  /** Both notes, the survivor's first. */
  readonly note: string;
  readonly tags: readonly string[];
  /** The address that is the default one, by id; null where there is none. */
  readonly defaultAddressId: string | null;
  readonly points: number;
  readonly credits: readonly Money[];
  /** Per topic the more restrictive, with the instant it was said. */
  readonly consents: readonly ConsentFacts[];
};

/**
 * Two accounts made one, computed before anything is written: plain JSON, so that its canonical form (RFC 8785) can be
 * hashed; what is previewed is what is approved is what is executed. It names no order, case or message: those are moved
 * whole, and more of them may come in between. Void when the security version of either account has moved, or when what
 * it was computed from is another.
 */
export type MergePlan = {
  readonly kind: 'merge';
  /** The survivor: under whose key the plan is kept. */
  readonly accountId: string;
  readonly otherId: string;
  readonly securityVersions: Readonly<Record<string, number>>;
  /** The side of each field, the defaults filled in. */
  readonly sides: Readonly<Record<MergeField, MergeSide | 'both'>>;
  readonly result: MergedAccount;
  readonly identifiers: {
    /**
     * The other's that go to the survivor, whatever their use and state: released ones are its history. A verified one is
     * linked since the merge, as it is by definition; a released one stays as old as it was.
     */
    readonly move: readonly string[];
    /** The other's that the survivor has in the same use and has not released: they stay on the tombstone. */
    readonly fold: readonly string[];
    /** Verified logins of either that end, for the reason `merged`. The other's are in `move` too. */
    readonly release: readonly string[];
    /** The first login of each kind on the survivor: no other of the kind is marked. */
    readonly primary: readonly string[];
  };
  readonly addresses: {
    /** The other's that go to the survivor. */
    readonly move: readonly string[];
    /** The other's that say what one of the survivor's says: they stay on the tombstone. */
    readonly fold: readonly string[];
  };
  readonly giftCards: readonly string[];
  readonly subscriptions: readonly string[];
  readonly told: readonly NotifiedContact[];
};

/** The plan, or everything that stands in its way. */
export type MergePlanned =
  | { readonly ok: true; readonly plan: MergePlan }
  | { readonly ok: false; readonly blockers: readonly MergeObstacle[] };

/** What is moved and carried over, counted when it is done. */
export const MERGE_COUNTS = [
  'orders',
  'identifiers',
  'addresses',
  'giftCards',
  'subscriptions',
  'consents',
  'cases',
  'messages',
  'sessionsEnded',
  'challengesEnded',
] as const;
export type MergeCounts = Readonly<Record<(typeof MERGE_COUNTS)[number], number>>;
export type MergeSums = { readonly points: number; readonly credits: readonly Money[] };
