import { DUPLICATE_WEIGHTS, isLikelyDuplicate, scorePair, type TermFrequencies } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { copyRows, type CopyTarget } from '../../platform/database/copy-rows.ts';
import { type KeptRecord, readRecords } from './match-records.repository.ts';

/** Two records that share a key, by their places. */
export type Pair = { readonly one: number; readonly other: number };

const FOUND: CopyTarget = {
  table: 'match_found',
  columns: ['id', 'realm', 'account_a', 'account_b', 'weight', 'probability', 'reasons'],
};

/** Compares pairs and writes down those that are likely one person's; returns how many. */
export async function scoreRecords(
  em: EntityManager,
  pairs: readonly Pair[],
  frequenciesOf: (realm: string) => TermFrequencies,
): Promise<number> {
  const places = new Set(pairs.flatMap(({ one, other }) => [one, other]));
  const records = new Map<number, KeptRecord>();
  for (const record of await readRecords(em, [...places])) records.set(record.place, record);
  const found = pairs.flatMap(({ one, other }) => {
    const [a, b] = [records.get(one), records.get(other)];
    if (!a || a.realm !== b?.realm) return [];
    const [first, second] = a.accountId < b.accountId ? [a, b] : [b, a];
    const score = scorePair(first.record, second.record, {
      weights: DUPLICATE_WEIGHTS,
      frequencies: frequenciesOf(a.realm),
    });
    if (!isLikelyDuplicate(score)) return [];
    const { weight, probability, reasons } = score;
    return [
      [uuidv7(), a.realm, first.accountId, second.accountId, weight, probability, JSON.stringify(reasons)],
    ];
  });
  await copyRows(em, FOUND, found);
  return found.length;
}
