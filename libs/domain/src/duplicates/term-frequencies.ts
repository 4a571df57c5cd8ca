import type { MatchRecord } from './match-record.ts';
import type { MatchPlace } from './read-place.ts';

/** How common a term is among the accounts of a shop. */
export type TermFrequencies = {
  /** How many accounts were counted. */
  readonly accounts: number;
  /** The share of the accounts that have the term, 0 to 1; of one that was not counted, 0. */
  readonly shareOf: (term: string) => number;
};

/** The terms of an account that are counted, each once: its given and family names and its streets' names. */
export function countedTerms({ given, family, places }: MatchRecord): string[] {
  return [
    ...new Set([
      ...given.map(({ form }) => givenTerm(form)),
      ...family.map(({ form }) => familyTerm(form)),
      ...places.filter(({ streetName }) => streetName !== '').map(streetTerm),
    ]),
  ];
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

/** Frequencies from counts by term; terms that only a few accounts have may be left out of the counts. */
export function termFrequencies(counts: ReadonlyMap<string, number>, accounts: number): TermFrequencies {
  return { accounts, shareOf: (term) => (counts.get(term) ?? 0) / Math.max(accounts, 1) };
}

/** Before anything was counted: every name is taken for a fairly common one. */
export const UNCOUNTED_FREQUENCIES: TermFrequencies = { accounts: 0, shareOf: () => 1 / 200 };
