import type { MatchRecord } from './match-record.ts';

/** How common a term is among the accounts of a shop. */
export type TermFrequencies = {
  /** The share of the accounts that have the term, 0 to 1; for one that was not counted, a rare one's. */
  readonly shareOf: (term: string) => number;
};

/** The terms of an account that are counted: its given and family names, each once, with what they are. */
export function countedTerms({ given, family }: MatchRecord): string[] {
  return [
    ...new Set([...given.map(({ form }) => givenTerm(form)), ...family.map(({ form }) => familyTerm(form))]),
  ];
}

export function givenTerm(form: string): string {
  return `g:${form}`;
}

export function familyTerm(form: string): string {
  return `f:${form}`;
}

/** A name that one account in this many has is rare: fewer say no more, as the shop's own list is short. */
const RARE_SHARE = 1 / 5000;

/**
 * Frequencies from counts by term. Terms that too few accounts have may be left out: everything below one in 5,000 is
 * as rare.
 */
export function termFrequencies(counts: ReadonlyMap<string, number>, accounts: number): TermFrequencies {
  return {
    shareOf: (term) => Math.max(RARE_SHARE, (counts.get(term) ?? 0) / Math.max(accounts, 1)),
  };
}

/** Before anything was counted: every name is taken for a fairly common one, so that no name alone decides. */
export const UNCOUNTED_FREQUENCIES: TermFrequencies = { shareOf: () => 1 / 500 };
