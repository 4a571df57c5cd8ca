import {
  blockingKeys,
  countedTerms,
  enoughAlone,
  LARGEST_BLOCK,
  type MatchRecord,
  termFrequencies,
  type TermFrequencies,
} from '@relink/domain';

/** Two records met under one key: whether that key is enough by itself, and whether they met under another one. */
type Meeting = { enough: boolean; again: boolean };

/** The pairs that a pass through a shop compares, each once, in memory: they share a key that is enough, or two. */
export function pairsOf(records: readonly MatchRecord[]): [MatchRecord, MatchRecord][] {
  const meetings = new Map<number, Meeting>();
  for (const [key, block] of blocksOf(records)) {
    if (block.length > LARGEST_BLOCK) continue;
    const enough = block.length <= enoughAlone(key);
    block.forEach((low, at) => {
      for (const high of block.slice(at + 1)) {
        const pair = low * records.length + high;
        const before = meetings.get(pair);
        meetings.set(pair, { enough: enough || before?.enough === true, again: before !== undefined });
      }
    });
  }
  return [...meetings].flatMap(([pair, { enough, again }]) => {
    const [a, b] = [records[Math.floor(pair / records.length)], records[pair % records.length]];
    return a !== undefined && b !== undefined && (enough || again) ? [[a, b]] : [];
  });
}

function blocksOf(records: readonly MatchRecord[]): Map<string, number[]> {
  const blocks = new Map<string, number[]>();
  records.forEach((record, index) => {
    for (const key of blockingKeys(record)) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [index]);
      else block.push(index);
    }
  });
  return blocks;
}

/** How common the names and streets of these accounts are. */
export function frequenciesOf(records: readonly MatchRecord[]): TermFrequencies {
  const counts = new Map<string, number>();
  for (const record of records)
    for (const term of countedTerms(record)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return termFrequencies(counts, records.length);
}
