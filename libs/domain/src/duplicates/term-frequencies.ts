import type { MatchRecord } from './match-record.ts';
import type { MatchPlace } from './read-place.ts';

/** How common a term is among the accounts of a shop. */
export type TermFrequencies = {
  /** How many accounts were counted. */
  readonly accounts: number;
  /** The share of the accounts that have the term, 0 to 1: a guess while few accounts were counted. */
  readonly shareOf: (term: string) => number;
  /** How many of the counted accounts have the term. */
  readonly bearersOf: (term: string) => number;
};

/** The terms of an account that are counted, each once: its given and family names, its streets' names and postcodes. */
export function countedTerms({ given, family, places }: MatchRecord): string[] {
  return [
    ...new Set([
      ...given.map(({ form }) => givenTerm(form)),
      ...family.map(({ form }) => familyTerm(form)),
      ...places.filter(({ streetName }) => streetName !== '').map(streetTerm),
      ...places.filter(({ postcode }) => postcode !== '').map(postcodeTerm),
    ]),
  ];
}

export function postcodeTerm({ postcode }: Pick<MatchPlace, 'postcode'>): string {
  return `p:${postcode}`;
}

export function streetTerm({ streetName }: Pick<MatchPlace, 'streetName'>): string {
  return `s:${streetName}`;
}

export function givenTerm(form: string): string {
  return `g:${form}`;
}

export function familyTerm(form: string): string {
  return `f:${form}`;
}

/**
 * A name that fewer than one account in this many has counts as this rare: within one language and generation a name
 * is commoner than over a whole shop, and names alone never make a duplicate.
 */
export const RARE_NAME_SHARE = 1 / 500;

/**
 * A shop begins as if so many accounts had been counted, one in 200 of them with any given term: a fairly common one.
 * Two of a shop's ten accounts with one name do not make it common, eight of three hundred do; from some thousands of
 * accounts on only what was counted tells.
 */
const COUNTED_BEFORE = { accounts: 100, share: 1 / 200 } as const;

/** Frequencies from counts by term; terms that only a few accounts have may be left out of the counts. */
export function termFrequencies(counts: ReadonlyMap<string, number>, accounts: number): TermFrequencies {
  const bearersOf = (term: string) => counts.get(term) ?? 0;
  const before = COUNTED_BEFORE.accounts * COUNTED_BEFORE.share;
  const all = accounts + COUNTED_BEFORE.accounts;
  return { accounts, shareOf: (term) => (bearersOf(term) + before) / all, bearersOf };
}

/** Before anything was counted. */
export const UNCOUNTED_FREQUENCIES: TermFrequencies = termFrequencies(new Map(), 0);
