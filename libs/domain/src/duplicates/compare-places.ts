import { editDistance, samePostcode } from '../verification/index.ts';
import type { Comparison, LevelOf } from './comparison.ts';
import type { MatchPlace } from './read-place.ts';

export type PlaceComparison = Pick<Comparison, 'locality' | 'street' | 'house' | 'flat' | 'quarter'>;

/** Two addresses, part by part. */
export function comparePlaces(a: MatchPlace, b: MatchPlace): PlaceComparison {
  const locality = compareLocalities(a, b);
  let street = compareWords(a.street, a.streetName, b.street, b.streetName);
  let quarter = compareWords(a.quarter, a.quarterName, b.quarter, b.quarterName);
  if (street !== 'same') {
    // Lines one and two are exchanged as often as not: each may be the other's.
    const ahead = compareWords(a.street, a.streetName, b.quarter, b.quarterName);
    const behind = compareWords(a.quarter, a.quarterName, b.street, b.streetName);
    if (ahead === 'same' || behind === 'same')
      [street, quarter] = ahead === 'same' ? [ahead, behind] : [behind, ahead];
  }
  const house = compareHouses(a.house, b.house);
  return {
    locality,
    street,
    // Another number in another street is no fact of its own.
    house: street === 'different' && house === 'different' ? null : house,
    flat: a.flat === '' || b.flat === '' ? null : a.flat === b.flat ? 'same' : 'different',
    quarter,
  };
}

function compareLocalities(a: MatchPlace, b: MatchPlace): LevelOf<'locality'> | null {
  const postcodes = a.postcode !== '' && b.postcode !== '';
  if (postcodes && samePostcode(a.postcode, b.postcode)) return 'postcode';
  const cities = a.city !== '' && b.city !== '';
  if (cities && isClose(a.city, b.city))
    return postcodes && editDistance(a.postcode, b.postcode, 1) <= 1 ? 'postcode-slip' : 'city';
  return postcodes || cities ? 'different' : null;
}

/** Names of streets, whole or word by word: one may have a word more. */
function compareWords(
  a: readonly string[],
  wholeA: string,
  b: readonly string[],
  wholeB: string,
): LevelOf<'street'> | null {
  if (wholeA === '' || wholeB === '') return null;
  if (wholeA === wholeB) return 'same';
  if (isClose(wholeA, wholeB) || continues(wholeA, wholeB)) return 'similar';
  if (a.length === 1 && b.length === 1) return 'different';
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return shorter.every((word) => longer.some((other) => isClose(word, other))) ? 'similar' : 'different';
}

/** A kind of street that was written onto the name: Poyntonstreet. */
function continues(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 5 && (a.startsWith(b) || b.startsWith(a));
}

function compareHouses(a: string, b: string): LevelOf<'house'> | null {
  if (a === '' || b === '') return null;
  if (a === b) return 'same';
  return a.length > 1 && b.length > 1 && editDistance(a, b, 1) <= 1 ? 'close' : 'different';
}

/** One slip in four letters, two in seven, three in twelve. */
function isClose(a: string, b: string): boolean {
  if (a === b) return true;
  const longest = Math.max(a.length, b.length);
  const most = longest >= 12 ? 3 : longest >= 7 ? 2 : longest >= 4 ? 1 : 0;
  return most > 0 && editDistance(a, b, most) <= most;
}
