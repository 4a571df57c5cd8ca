import type { ConsentFacts } from './merge-facts.ts';
import { inOrder } from './money.ts';

/**
 * What both accounts agreed to, in the order of the topics: per topic the more restrictive answer, with the instant it was
 * said; of two answers alike the later one. A topic that only one of them answered is taken as it is.
 */
export function mergeConsents(...lists: readonly (readonly ConsentFacts[])[]): ConsentFacts[] {
  const merged = new Map<string, ConsentFacts>();
  for (const consent of lists.flat()) {
    const there = merged.get(consent.topic);
    if (there === undefined || outweighs(consent, there)) merged.set(consent.topic, consent);
  }
  return [...merged.values()]
    .map(({ topic, granted, at }) => ({ topic, granted, at }))
    .toSorted((one, two) => inOrder(one.topic, two.topic));
}

function outweighs(consent: ConsentFacts, there: ConsentFacts): boolean {
  return consent.granted === there.granted ? inOrder(consent.at, there.at) > 0 : !consent.granted;
}
