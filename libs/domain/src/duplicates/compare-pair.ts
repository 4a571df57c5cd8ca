import { closestPlaces } from './closest-places.ts';
import { compareBirthDates } from './compare-birth-dates.ts';
import { compareBeginnings, compareMailboxes, comparePhones, compareTaking } from './compare-contacts.ts';
import { compareNames } from './compare-names.ts';
import type { Comparison } from './comparison.ts';
import type { MatchRecord } from './match-record.ts';
import type { NameWord } from './read-name.ts';
import { familyTerm, givenTerm, postcodeTerm, streetTerm } from './term-frequencies.ts';
import type { TermFrequencies } from './term-frequencies.ts';

/** Two accounts compared, before anything is weighed. */
export type Compared = {
  readonly levels: Comparison;
  /** How common what agrees is, 0 where it differs: of the names, of both sides the commoner. */
  readonly shares: {
    readonly given: number;
    readonly family: number;
    readonly street: number;
    readonly postcode: number;
  };
  /** Neither side has an e-mail or phone, as in a register that a clerk keeps. */
  readonly contactless: boolean;
  /** The addresses that were compared include one that an order was shipped to. */
  readonly shipped: boolean;
};

/** Compares two accounts; the same whichever comes first. */
export function comparePair(one: MatchRecord, other: MatchRecord, frequencies: TermFrequencies): Compared {
  const [a, b] = one.id < other.id ? [one, other] : [other, one];
  const names = compareNames(a, b);
  const places = closestPlaces(a.places, b.places);
  const { shareOf } = frequencies;
  const contactless = !hasContact(a) && !hasContact(b);
  return {
    levels: {
      given: givenLevel(names.given, a, b, contactless, frequencies),
      family: names.family,
      order: names.order,
      birthDate: compareBirthDates(a.birthDate, b.birthDate),
      mailbox: compareMailboxes(a.emails, b.emails),
      phone: comparePhones(a.phones, b.phones),
      locality: places?.levels.locality ?? null,
      street: places?.levels.street ?? null,
      house: places?.levels.house ?? null,
      flat: places?.levels.flat ?? null,
      quarter: places?.levels.quarter ?? null,
      beginning: compareBeginnings(a, b),
      taking: compareTaking(a, b),
    },
    shares: {
      given: names.given === 'same' ? shareOfNames(a.given, b.given, givenTerm, frequencies) : 0,
      family: names.family === 'same' ? shareOfNames(a.family, b.family, familyTerm, frequencies) : 0,
      street: places?.levels.street === 'same' ? shareOf(streetTerm(places.place)) : 0,
      postcode: places?.levels.locality === 'postcode' ? shareOf(postcodeTerm(places.place)) : 0,
    },
    contactless,
    shipped: places?.shipped === true,
  };
}

/** Two spellings that each occur more than once in the shop are two names: a slip is hardly made twice. */
const LEAST_BEARERS = 2;
/** Where so many bear a name, the same slip of it is made twice now and then. */
const COMMON = { bearers: 50, least: 3 } as const;

function givenLevel(
  level: Comparison['given'],
  a: MatchRecord,
  b: MatchRecord,
  contactless: boolean,
  { bearersOf }: TermFrequencies,
): Comparison['given'] {
  if (level !== 'similar' && level !== 'different') return level;
  const bearers = ({ given }: MatchRecord) =>
    Math.min(...given.map(({ form }) => bearersOf(givenTerm(form))));
  const [mine, theirs] = [bearers(a), bearers(b)];
  const least = Math.max(mine, theirs) < COMMON.bearers ? LEAST_BEARERS : COMMON.least;
  const areNames = Math.min(mine, theirs) >= least;
  const told = level === 'similar' && areNames ? 'different' : level;
  return told === 'different' && contactless ? 'replaced' : told;
}

function hasContact({ emails, phones }: MatchRecord): boolean {
  return emails.length > 0 || phones.length > 0;
}

/** Of a name of several words the rarest tells; of both sides the commoner one, as an error makes a name rare. */
function shareOfNames(
  a: readonly NameWord[],
  b: readonly NameWord[],
  term: (form: string) => string,
  { shareOf }: TermFrequencies,
): number {
  const rarest = (words: readonly NameWord[]) => {
    let least = 1;
    for (const { form } of words) least = Math.min(least, shareOf(term(form)));
    return least;
  };
  return Math.max(rarest(a), rarest(b));
}
