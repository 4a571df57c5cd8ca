import { comparePair } from './compare-pair.ts';
import type { Compared } from './compare-pair.ts';
import { COMPARISON_NAMES } from './comparison.ts';
import type { ComparisonName } from './comparison.ts';
import type { DuplicateScore } from './duplicate.ts';
import { explain } from './explain.ts';
import type { MatchRecord } from './match-record.ts';
import { RARE_NAME_SHARE } from './term-frequencies.ts';
import type { TermFrequencies } from './term-frequencies.ts';
import type { DuplicateWeights, LevelChances } from './weights.ts';

/** What a score is reckoned with. */
export type ScoreWith = { readonly weights: DuplicateWeights; readonly frequencies: TermFrequencies };

/** The weight of one comparison in bits: for one person, against two strangers and against two of a household. */
export type Bits = { readonly stranger: number; readonly household: number };

/**
 * What the model says of two accounts; the same whichever comes first. Two sums are made, against two strangers and
 * against two people of one household, and the smaller one counts: a pair is one person's when it is neither.
 */
export function scorePair(a: MatchRecord, b: MatchRecord, using: ScoreWith): DuplicateScore {
  const compared = comparePair(a, b, using.frequencies);
  const { stranger, household, bits } = weigh(compared, using);
  const weight = Math.min(stranger, household);
  // A pass weighs millions of pairs of strangers: nobody asks why those are none.
  const reasons = weight < LEAST_EXPLAINED ? [] : explain(a, b, compared, bits);
  return { weight, probability: 1 / (1 + 2 ** -weight), reasons };
}

/** Both sums, and what they are made of. */
export function weigh(
  compared: Compared,
  { weights, frequencies }: ScoreWith,
): Bits & { bits: Partial<Record<ComparisonName, Bits>> } {
  let stranger = strangersPrior(compared, weights.prior.stranger, frequencies.accounts);
  let household = weights.prior.household;
  const bits: Partial<Record<ComparisonName, Bits>> = {};
  for (const name of COMPARISON_NAMES) {
    const chances = chancesOf(weights, name, compared);
    if (chances === null) continue;
    const [same, ofStrangers, ofHousehold] = chances;
    const one = {
      stranger: Math.log2(same / strangersChance(ofStrangers, name, compared)),
      household: Math.log2(same / ofHousehold),
    };
    bits[name] = one;
    stranger += one.stranger;
    household += one.household;
  }
  return { stranger, household, bits };
}

function chancesOf(
  { chances }: DuplicateWeights,
  name: ComparisonName,
  { levels }: Compared,
): LevelChances | null {
  const level = levels[name];
  if (level === null) return null;
  const table: Readonly<Record<string, LevelChances>> = chances[name];
  return table[level] ?? null;
}

/** Two strangers have a name, a street's name or a postcode in common as often as it is common: it weighs little then. */
function strangersChance(chance: number, name: ComparisonName, { levels, shares }: Compared): number {
  if (name === 'given' && levels.given === 'same') return Math.max(RARE_NAME_SHARE, shares.given);
  if (name === 'family' && levels.family === 'same') return Math.max(RARE_NAME_SHARE, shares.family);
  if (name === 'street' && levels.street === 'same') return Math.max(chance, shares.street);
  if (name === 'locality' && levels.locality === 'postcode') return Math.max(chance, shares.postcode);
  return chance;
}

/** The prior is that of a shop of this size. */
const SIZE_OF_PRIOR = 1_000_000;

/** In bits: so far a small register's prior is raised. The same two names, however rare, are still no duplicate. */
const PRIOR_WITHOUT_CONTACTS = -18;

/**
 * In a larger shop each account meets more strangers, but for a contact or a house, which are as good as unique; in a
 * smaller one fewer. That counts only where there are no contacts, whose disagreeing would say more, and not in full:
 * in a small place names and streets are fewer too.
 */
function strangersPrior({ contactless, levels }: Compared, prior: number, accounts: number): number {
  const bits = Math.log2(SIZE_OF_PRIOR / Math.max(1, accounts));
  if (bits >= 0) return contactless ? Math.max(prior, Math.min(prior + bits, PRIOR_WITHOUT_CONTACTS)) : prior;
  const { mailbox, phone, street, house } = levels;
  const unique = mailbox === 'same' || phone === 'same' || (street === 'same' && house === 'same');
  return unique ? prior : prior + bits;
}

/** In bits: below it nothing is explained. */
const LEAST_EXPLAINED = -10;

/** In bits. At 0 a pair is as likely as not one person's; people are shown it from a little above. */
export const LEAST_WEIGHT = 0;

/** Whether a pair is put before people. */
export function isLikelyDuplicate({ weight }: Pick<DuplicateScore, 'weight'>): boolean {
  return weight >= LEAST_WEIGHT;
}
