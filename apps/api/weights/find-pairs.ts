import {
  blockingKeys,
  countedTerms,
  LARGEST_BLOCK,
  type MatchRecord,
  termFrequencies,
  type TermFrequencies,
} from '@relink/domain';

/** The pairs that share a blocking key, each once: what a pass through a shop compares, in memory. */
export function pairsOf(records: readonly MatchRecord[]): [MatchRecord, MatchRecord][] {
  const blocks = new Map<string, number[]>();
  records.forEach((record, index) => {
    for (const key of blockingKeys(record)) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [index]);
      else block.push(index);
    }
  });
  const pairs = new Map<number, [MatchRecord, MatchRecord]>();
  for (const block of blocks.values()) {
    if (block.length > LARGEST_BLOCK) continue;
    block.forEach((low, at) => {
      for (const high of block.slice(at + 1)) {
        const [a, b] = [records[low], records[high]];
        if (a !== undefined && b !== undefined) pairs.set(low * records.length + high, [a, b]);
      }
    });
  }
  return [...pairs.values()];
}

/** How common the names of these accounts are. */
export function frequenciesOf(records: readonly MatchRecord[]): TermFrequencies {
  const counts = new Map<string, number>();
  for (const record of records)
    for (const term of countedTerms(record)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return termFrequencies(counts, records.length);
}
