import { compareBirthDates } from './compare-birth-dates.ts';
import { compareBeginnings, compareMailboxes, comparePhones, compareTaking } from './compare-contacts.ts';
import { compareNames } from './compare-names.ts';
import { comparePlaces, NO_PLACES } from './compare-places.ts';
import type { PlaceComparison } from './compare-places.ts';
import type { Comparison } from './comparison.ts';
import type { MatchRecord } from './match-record.ts';
import { familyTerm, givenTerm, streetTerm } from './term-frequencies.ts';
import type { TermFrequencies } from './term-frequencies.ts';

/** Two accounts compared, before anything is weighed. */
export type Compared = {
  readonly levels: Comparison;
  /** How common the given and the family name are: the commoner of both sides; and the street that agrees. */
  readonly shares: { readonly given: number; readonly family: number; readonly street: number };
  /** The addresses that were compared include one that an order was shipped to. */
  readonly shipped: boolean;
};

/** Compares two accounts; the same whichever comes first. */
export function comparePair(one: MatchRecord, other: MatchRecord, frequencies: TermFrequencies): Compared {
  const [a, b] = one.id < other.id ? [one, other] : [other, one];
  const names = compareNames(a, b);
  const { shipped, streetTerm: term, ...places } = closestPlaces(a, b);
  return {
    shares: { ...nameShares(a, b, frequencies), street: frequencies.shareOf(term) },
    shipped,
    levels: {
      ...names,
      given: givenLevel(names.given, a, b, frequencies),
      birthDate: compareBirthDates(a.birthDate, b.birthDate),
      mailbox: compareMailboxes(a.emails, b.emails),
      phone: comparePhones(a.phones, b.phones),
      ...places,
      beginning: compareBeginnings(a, b),
      taking: compareTaking(a, b),
    },
  };
}

/** Two spellings that each belong to several people of the shop are two names. */
const LEAST_BEARERS = 3;

function givenLevel(
  level: Comparison['given'],
  a: MatchRecord,
  b: MatchRecord,
  { accounts, shareOf }: TermFrequencies,
): Comparison['given'] {
  const isName = ({ given }: MatchRecord) =>
    given.every(({ form }) => shareOf(givenTerm(form)) * accounts >= LEAST_BEARERS);
  const told = level === 'similar' && isName(a) && isName(b) ? 'different' : level;
  return told === 'different' && !hasContact(a) && !hasContact(b) ? 'replaced' : told;
}

function hasContact({ emails, phones }: MatchRecord): boolean {
  return emails.length > 0 || phones.length > 0;
}

function nameShares(a: MatchRecord, b: MatchRecord, { shareOf }: TermFrequencies) {
  // Of a name of several words the rarest tells, of both sides the commoner: an error makes a name rare.
  const rarest = (words: MatchRecord['given'], term: (form: string) => string) =>
    Math.min(1, ...words.map(({ form }) => shareOf(term(form))));
  return {
    given: Math.max(rarest(a.given, givenTerm), rarest(b.given, givenTerm)),
    family: Math.max(rarest(a.family, familyTerm), rarest(b.family, familyTerm)),
  };
}

/** The two addresses that agree best: people move, and send gifts. */
function closestPlaces(
  a: MatchRecord,
  b: MatchRecord,
): PlaceComparison & { shipped: boolean; streetTerm: string } {
  let best = { ...NO_PLACES, shipped: false, streetTerm: '' };
  let most = -1;
  for (const mine of a.places)
    for (const theirs of b.places) {
      const compared = comparePlaces(mine, theirs);
      const closeness = closenessOf(compared);
      if (closeness <= most) continue;
      best = { ...compared, shipped: mine.shipped || theirs.shipped, streetTerm: streetTerm(mine) };
      most = closeness;
    }
  return best;
}

/** Which two addresses are closest; only their order counts. */
function closenessOf({ locality, street, house, flat, quarter }: PlaceComparison): number {
  return (
    (locality === 'postcode' ? 8 : locality === 'postcode-slip' ? 6 : locality === 'city' ? 2 : 0) +
    (street === 'same' ? 8 : street === 'similar' ? 6 : 0) +
    (house === 'same' ? 5 : 0) +
    (flat === 'same' ? 3 : flat === 'different' ? 0 : 2) +
    (quarter === 'same' ? 3 : quarter === 'similar' ? 2 : 0)
  );
}
