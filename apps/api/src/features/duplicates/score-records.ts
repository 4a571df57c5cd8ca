import { isLikelyDuplicate, type ScoreWith, scorePair } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { copyRows, type CopyTarget } from '../../platform/database/copy-rows.ts';
import type { Executor } from '../../platform/database/named-statement.ts';
import { readKeptWeights } from './kept-weights.ts';
import { type KeptRecord, readRecords } from './match-records.repository.ts';
import { readFrequencies } from './match-terms.ts';

/** Two records that share a key, by their places. */
export type Pair = { readonly one: number; readonly other: number };

/** What the accounts of a realm are scored with. */
export type ScoreByRealm = (realm: string) => ScoreWith;

const FOUND: CopyTarget = {
  table: 'match_found',
  columns: ['id', 'realm', 'account_a', 'account_b', 'weight', 'probability', 'reasons'],
};

/** The weights each realm kept last, and how common its names are. Throws WeightsUnusable. */
export async function readScoreByRealm(executor: Executor): Promise<ScoreByRealm> {
  const weightsOf = await readKeptWeights(executor);
  const frequenciesOf = await readFrequencies(executor);
  return (realm) => ({ weights: weightsOf(realm), frequencies: frequenciesOf(realm) });
}

/** Compares pairs and writes down those that are likely one person's; returns how many. */
export async function scoreRecords(
  em: EntityManager,
  pairs: readonly Pair[],
  using: ScoreByRealm,
): Promise<number> {
  const places = new Set(pairs.flatMap(({ one, other }) => [one, other]));
  const records = new Map<number, KeptRecord>();
  for (const record of await readRecords(em, [...places])) records.set(record.place, record);
  const found = pairs.flatMap(({ one, other }) => {
    const [a, b] = [records.get(one), records.get(other)];
    if (!a || a.realm !== b?.realm) return [];
    const [first, second] = a.accountId < b.accountId ? [a, b] : [b, a];
    const score = scorePair(first.record, second.record, using(a.realm));
    if (!isLikelyDuplicate(score)) return [];
    const { weight, probability, reasons } = score;
    return [
      [uuidv7(), a.realm, first.accountId, second.accountId, weight, probability, JSON.stringify(reasons)],
    ];
  });
  await copyRows(em, FOUND, found);
  return found.length;
}
