import {
  DUPLICATE_WEIGHTS,
  type DuplicateScore,
  isLikelyDuplicate,
  type MatchRecord,
  type TermFrequencies,
  comparePair,
  matchRecordOf,
  scorePair,
} from '@relink/domain';
import { estimateFrom } from '../../weights/estimate.ts';
import { frequenciesOf, pairsOf } from '../../weights/find-pairs.ts';
import type { Known } from './febrl-sources.ts';

/** Two accounts about which the model is wrong; without a score where no blocking key brought them together. */
export type Mistake = { readonly a: Known; readonly b: Known; readonly score: DuplicateScore | null };

/** What was found among accounts whose persons are known. */
export type Judgement = {
  readonly accounts: number;
  /** How many pairs were compared, and how many are one person's. */
  readonly compared: number;
  readonly truePairs: number;
  readonly found: number;
  readonly precision: number;
  readonly recall: number;
  /** Two persons with one address or phone: how many were compared, and how many taken for one. */
  readonly households: { readonly seen: number; readonly accepted: number };
  readonly accepted: readonly Mistake[];
  readonly missed: readonly Mistake[];
};

/** The weights as they come with the project, or estimated anew from these very accounts, whose persons stay unknown. */
export const WEIGHTS_BY = ['shipped', 'estimated'] as const;
export type WeightsBy = (typeof WEIGHTS_BY)[number];

/** Searches these accounts for duplicates as a pass through a shop does, then compares with whose they are. */
export function judge(known: readonly Known[], by: WeightsBy): Judgement {
  const records = known.map(({ source }) => matchRecordOf(source));
  const byId = new Map(known.map((one) => [one.source.id, one]));
  const frequencies = frequenciesOf(records);
  const pairs = pairsOf(records);
  const weights = by === 'shipped' ? DUPLICATE_WEIGHTS : estimateFrom(records, pairs, frequencies);
  const using = { weights, frequencies };
  const scores = new Map<string, DuplicateScore>();
  const accepted: Mistake[] = [];
  const households = { seen: 0, accepted: 0 };
  let right = 0;
  for (const [left, other] of pairs) {
    const [a, b] = [byId.get(left.id), byId.get(other.id)];
    if (a === undefined || b === undefined) continue;
    const score = scorePair(left, other, using);
    const isOne = a.person === b.person;
    const isHousehold = !isOne && shareHome(left, other, frequencies);
    if (isHousehold) households.seen += 1;
    if (isOne) scores.set(keyOf(a, b), score);
    if (!isLikelyDuplicate(score)) continue;
    if (isHousehold) households.accepted += 1;
    if (isOne) right += 1;
    else accepted.push({ a, b, score });
  }
  const truth = truePairs(known);
  const missed = truth
    .map(([a, b]) => ({ a, b, score: scores.get(keyOf(a, b)) ?? null }))
    .filter(({ score }) => score === null || !isLikelyDuplicate(score));
  return {
    accounts: known.length,
    compared: pairs.length,
    truePairs: truth.length,
    found: right + accepted.length,
    precision: right / Math.max(1, right + accepted.length),
    recall: right / Math.max(1, truth.length),
    households,
    accepted,
    missed,
  };
}

function shareHome(a: MatchRecord, b: MatchRecord, frequencies: TermFrequencies): boolean {
  const { phone, locality, street, house } = comparePair(a, b, frequencies).levels;
  const sameAddress = street === 'same' && house === 'same' && locality === 'postcode';
  return phone === 'same' || sameAddress;
}

function keyOf(a: Known, b: Known): string {
  return [a.source.id, b.source.id].sort().join(' ');
}

function truePairs(known: readonly Known[]): [Known, Known][] {
  const people = new Map<string, Known[]>();
  for (const one of known) people.set(one.person, [...(people.get(one.person) ?? []), one]);
  return [...people.values()].flatMap((accounts) =>
    accounts.flatMap((a, at) => accounts.slice(at + 1).map((b): [Known, Known] => [a, b])),
  );
}
