import type { IdentifierFacts } from '../identifiers/index.ts';

/** An address as a shop keeps it; empty where nothing is known. `phone` in any notation. */
export type MatchAddress = {
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly province: string;
  readonly postcode: string;
  /** ISO 3166 alpha-2, or empty. */
  readonly country: string;
  readonly phone: string;
};

/** An identifier that an account has or had. `alias` is an e-mail's alias form, null for the other kinds. */
export type MatchIdentifier = Pick<
  IdentifierFacts,
  | 'kind'
  | 'use'
  | 'state'
  | 'normalised'
  | 'linkedSince'
  | 'releasedAt'
  | 'releaseReason'
  | 'takenByAccountId'
  | 'reachable'
> & { readonly alias: string | null };

/** The plain facts of one account that the search for duplicates compares. Instants are ISO 8601 in UTC. */
export type MatchSource = {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string | null;
  /** ISO 3166 alpha-2 of the account itself, or empty; a hint for phones written without theirs. */
  readonly country: string;
  /** When the account began; null when nobody knows. */
  readonly beganAt: string | null;
  readonly orderCount: number;
  /** Present and past ones. */
  readonly identifiers: readonly MatchIdentifier[];
  readonly addresses: readonly MatchAddress[];
  /** The few latest different shipping addresses of its orders. */
  readonly shipped: readonly MatchAddress[];
};
