import { editDistance, samePostcode } from '../verification/index.ts';
import type { Comparison, LevelOf } from './comparison.ts';
import type { MatchPlace } from './read-place.ts';

export type PlaceComparison = Pick<Comparison, 'locality' | 'street' | 'house' | 'flat' | 'quarter'>;

/** Nothing is known of where either of them lives. */
export const NO_PLACES: PlaceComparison = {
  locality: null,
  street: null,
  house: null,
  flat: null,
  quarter: null,
};

/** Two addresses, part by part. */
export function comparePlaces(a: MatchPlace, b: MatchPlace): PlaceComparison {
  const streets = compareStreets(a, b);
  const house = compareHouses(a.house, b.house);
  return {
    locality: compareLocalities(a, b),
    ...streets,
    // Another number in another street is no fact of its own.
    house: streets.street === 'different' && house === 'different' ? null : house,
    flat: a.flat === '' || b.flat === '' ? null : a.flat === b.flat ? 'same' : 'different',
  };
}

function compareLocalities(a: MatchPlace, b: MatchPlace): LevelOf<'locality'> | null {
  const postcodes = a.postcode !== '' && b.postcode !== '';
  if (postcodes && samePostcode(a.postcode, b.postcode)) return 'postcode';
  const cities = a.city !== '' && b.city !== '';
  const isSlip = postcodes && editDistance(a.postcode, b.postcode, 1) <= 1;
  if (cities && isClose(a.city, b.city)) return isSlip ? 'postcode-slip' : 'city';
  return postcodes || cities ? 'different' : null;
}

/** Lines one and two are exchanged as often as not: each may be the other's. */
function compareStreets(a: MatchPlace, b: MatchPlace): Pick<PlaceComparison, 'street' | 'quarter'> {
  const straight = { street: compareWords(a.street, b.street), quarter: compareWords(a.quarter, b.quarter) };
  if (straight.street === 'same') return straight;
  const crossed = { street: compareWords(a.street, b.quarter), quarter: compareWords(a.quarter, b.street) };
  const best = crossed.street === 'same' || crossed.quarter === 'same' ? crossed : straight;
  if (best === straight) return straight;
  return best.street === 'same' ? best : { street: best.quarter, quarter: best.street };
}

/** Names of streets in one piece: they are parted and joined at will, and one may have a word more. */
function compareWords(a: readonly string[], b: readonly string[]): LevelOf<'street'> | null {
  if (a.length === 0 || b.length === 0) return null;
  const [x, y] = [a.join(''), b.join('')];
  if (x === y) return 'same';
  if (isClose(x, y) || continues(x, y)) return 'similar';
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return shorter.every((word) => longer.some((other) => other === word || isClose(word, other)))
    ? 'similar'
    : 'different';
}

function compareHouses(a: string, b: string): LevelOf<'house'> | null {
  if (a === '' || b === '') return null;
  if (a === b) return 'same';
  return a.length > 1 && b.length > 1 && editDistance(a, b, 1) <= 1 ? 'close' : 'different';
}

/** A kind of street that was written onto the name: Poyntonstreet. */
function continues(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 5 && (a.startsWith(b) || b.startsWith(a));
}

/** One slip in four letters, two in seven, three in twelve. */
function isClose(a: string, b: string): boolean {
  if (a === b) return true;
  const shortest = Math.min(a.length, b.length);
  const most = shortest >= 12 ? 3 : shortest >= 7 ? 2 : shortest >= 4 ? 1 : 0;
  return most > 0 && editDistance(a, b, most) <= most;
}
