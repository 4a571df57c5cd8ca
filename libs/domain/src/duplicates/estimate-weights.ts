import type { Compared } from './compare-pair.ts';
import { COMPARISON_LEVELS, COMPARISON_NAMES } from './comparison.ts';
import type { ComparisonName } from './comparison.ts';
import { weigh } from './score-pair.ts';
import type { TermFrequencies } from './term-frequencies.ts';
import { DUPLICATE_WEIGHTS } from './weights.ts';
import type { DuplicateWeights, LevelChances } from './weights.ts';

/** What a shop's own accounts say, without anybody having judged a pair. */
export type UnlabelledPairs = {
  /** Pairs that share a blocking key. */
  readonly blocked: readonly Compared[];
  /** Pairs drawn at random: strangers, but for a few. */
  readonly random: readonly Compared[];
  readonly frequencies: TermFrequencies;
};

/** Each round brings the numbers closer to where they stay; they hardly move after these. */
const ROUNDS = 40;
/** How many pairs the starting numbers count for: a few pairs of a small shop move them little. */
const FIRM = 50;
/** How many doubles and households are taken for given, before any is seen. */
const SEEN_BEFORE = { same: 2, household: 4 } as const;
/** In bits: how far a shop's own mixture of doubles and households is believed. */
const HOUSEHOLD_PRIOR = { least: -2, most: 6 } as const;
/** In bits: in a small shop two strangers are rarely compared, but its names and streets are fewer too. */
const STRANGER_PRIOR = { least: -24, most: -20 } as const;
/** In bits: a pair below it is not one person's. */
const SURELY_NOT = -8;
/** A level seen less often among strangers keeps its starting chance. */
const LEAST_SEEN = 20;

type Share = { readonly same: number; readonly household: number };
type Tally = Record<ComparisonName, Record<string, number>>;

/**
 * Estimates a shop's own weights without labels: what strangers have in common from random pairs; what one person's
 * accounts have in common, and how many doubles there are to a household, by expectation and maximisation over pairs
 * that share a blocking key. Starts from `start`, which stays where a shop has little to say. How each level tells one
 * person from a household is kept: different given names are what a household is, and without labels the two would
 * change places.
 * Source: Winkler, Using the EM Algorithm for Weight Computation in the Fellegi-Sunter Model (1988).
 */
export function estimateWeights(
  { blocked, random, frequencies }: UnlabelledPairs,
  start: DuplicateWeights = DUPLICATE_WEIGHTS,
): DuplicateWeights {
  // Drawn at random, two may still be one person's: such pairs are no measure of strangers.
  const strangers = random.filter((pair) => {
    const { stranger, household } = weigh(pair, { weights: start, frequencies });
    return Math.min(stranger, household) < SURELY_NOT;
  });
  const first = withStrangers(start, strangers);
  let weights = first;
  for (let round = 0; round < ROUNDS; round += 1) {
    const shares = blocked.map((pair) => shareOf(pair, { weights, frequencies }));
    weights = maximised(first, blocked, shares, frequencies.accounts);
  }
  return weights;
}

/** How likely a pair is one person's, and how likely a household's. */
function shareOf(pair: Compared, using: { weights: DuplicateWeights; frequencies: TermFrequencies }): Share {
  const { stranger, household } = weigh(pair, using);
  const [ofStrangers, ofHousehold] = [2 ** -stranger, 2 ** -household];
  const all = 1 + ofStrangers + ofHousehold;
  return { same: 1 / all, household: ofHousehold / all };
}

function maximised(
  start: DuplicateWeights,
  pairs: readonly Compared[],
  shares: readonly Share[],
  accounts: number,
): DuplicateWeights {
  const tally = emptyTally();
  let [same, household] = [SEEN_BEFORE.same as number, SEEN_BEFORE.household as number];
  pairs.forEach(({ levels }, index) => {
    const share = shares[index];
    if (share === undefined) return;
    same += share.same;
    household += share.household;
    for (const name of COMPARISON_NAMES) {
      const level = levels[name];
      if (level !== null) tally[name][level] = (tally[name][level] ?? 0) + share.same;
    }
  });
  return {
    prior: {
      stranger: within(STRANGER_PRIOR, Math.log2((2 * same) / Math.max(2, accounts) ** 2)),
      household: within(HOUSEHOLD_PRIOR, Math.log2(same / household)),
    },
    chances: mapChances(start, (name, level, [ofSame, ofStrangers, ofHousehold]) => {
      const cell = tally[name][level] ?? 0;
      const sum = Object.values(tally[name]).reduce((all, one) => all + one, 0);
      const estimated = (cell + FIRM * ofSame) / (sum + FIRM);
      // Different given names are what parts a household from one person: how rare they are is no estimate.
      const same = name === 'given' && (level === 'different' || level === 'replaced') ? ofSame : estimated;
      return [same, ofStrangers, (ofHousehold * same) / ofSame];
    }),
  };
}

function within({ least, most }: { least: number; most: number }, bits: number): number {
  return Math.min(most, Math.max(least, bits));
}

function withStrangers(start: DuplicateWeights, random: readonly Compared[]): DuplicateWeights {
  return {
    ...start,
    chances: mapChances(start, (name, level, [same, stranger, household]) => {
      const known = random.filter(({ levels }) => levels[name] !== null);
      const seen = known.filter(({ levels }) => levels[name] === level).length;
      return [same, seen < LEAST_SEEN ? stranger : seen / known.length, household];
    }),
  };
}

function mapChances(
  { chances }: DuplicateWeights,
  next: (name: ComparisonName, level: string, chances: LevelChances) => LevelChances,
): DuplicateWeights['chances'] {
  const entries = COMPARISON_NAMES.map((name) => {
    const table: Readonly<Record<string, LevelChances>> = chances[name];
    return [
      name,
      Object.fromEntries(Object.entries(table).map(([level, row]) => [level, next(name, level, row)])),
    ];
  });
  // The same keys as before: only the numbers are others.
  return Object.fromEntries(entries) as DuplicateWeights['chances'];
}

function emptyTally(): Tally {
  const entries = COMPARISON_NAMES.map((name) => [
    name,
    Object.fromEntries(COMPARISON_LEVELS[name].map((level) => [level, 0])),
  ]);
  return Object.fromEntries(entries) as Tally;
}
