import {
  comparePair,
  type DuplicateWeights,
  estimateWeights,
  type MatchRecord,
  type TermFrequencies,
} from '@relink/domain';

/** Enough for every level that strangers reach at all often. */
const RANDOM_PAIRS = 50_000;
/** More add time and hardly a digit. */
const MOST_BLOCKED = 50_000;

/** A shop's own weights from its accounts and the pairs of them that share a blocking key; nobody has judged any. */
export function estimateFrom(
  records: readonly MatchRecord[],
  pairs: readonly (readonly [MatchRecord, MatchRecord])[],
  frequencies: TermFrequencies,
): DuplicateWeights {
  const step = Math.max(1, Math.floor(pairs.length / MOST_BLOCKED));
  const blocked = pairs
    .filter((_, index) => index % step === 0)
    .map(([a, b]) => comparePair(a, b, frequencies));
  const random = randomPairs(records).map(([a, b]) => comparePair(a, b, frequencies));
  return estimateWeights({ blocked, random, frequencies });
}

/** The same ones each time, so that the same accounts give the same weights. */
function randomPairs(records: readonly MatchRecord[]): [MatchRecord, MatchRecord][] {
  const pairs: [MatchRecord, MatchRecord][] = [];
  let state = 1;
  const next = () => {
    // Source: Park and Miller, Random number generators (1988).
    state = (state * 48_271) % 2_147_483_647;
    return records[state % records.length];
  };
  for (let drawn = 0; drawn < RANDOM_PAIRS; drawn += 1) {
    const [a, b] = [next(), next()];
    if (a !== undefined && b !== undefined && a.id !== b.id) pairs.push([a, b]);
  }
  return pairs;
}
