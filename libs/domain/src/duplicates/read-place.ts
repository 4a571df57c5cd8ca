import { foldText, normalisePostcode, readStreet, toWords } from '../verification/index.ts';
import type { Street } from '../verification/index.ts';
import type { MatchAddress } from './match-source.ts';
import { joinHan } from './read-name.ts';
import { remembering } from './remembering.ts';

/** An address taken apart. Words are romanised, lower case. */
export type MatchPlace = {
  /** House number with its letter, as in 12a; empty when unknown. */
  readonly house: string;
  /** Upper case; empty when unknown. */
  readonly flat: string;
  /** The names of the line with the house number, without its kind (Road, gatan). */
  readonly street: readonly string[];
  /** In one piece, as they are parted and joined at will. */
  readonly streetName: string;
  /** The names of the other line: a building, a quarter. */
  readonly quarter: readonly string[];
  readonly quarterName: string;
  readonly city: string;
  readonly province: string;
  readonly postcode: string;
  /** It comes from an order and not from the account. */
  readonly shipped: boolean;
};

/** Takes an address apart; null when there is nothing in it to compare. */
export function readPlace(address: MatchAddress, shipped: boolean): MatchPlace | null {
  const { street, rest } = linesOf(address);
  const [number] = street.numbers;
  const [names, quarter] = [namesOf(street), [...namesOf(rest), ...rest.numbers.map(({ digits }) => digits)]];
  const place: MatchPlace = {
    house: number === undefined ? '' : `${number.digits}${number.letter}`,
    flat: street.flat ?? rest.flat ?? '',
    street: names,
    streetName: names.join(''),
    quarter,
    quarterName: quarter.join(''),
    city: oneWord(address.city),
    province: oneWord(address.province),
    postcode: normalisePostcode(address.postcode),
    shipped,
  };
  const says = place.street.length + place.quarter.length > 0 || place.city !== '' || place.postcode !== '';
  return says ? place : null;
}

/** Most are empty or nothing but a flat. */
const SECOND_LINES_REMEMBERED = 5000;

const readSecondLine = remembering(readStreet, SECOND_LINES_REMEMBERED);

/** The street is the line with a house number: some shops' first line is a building or a company. */
function linesOf({ line1, line2 }: MatchAddress): { street: Street; rest: Street } {
  const [first, second] = [readStreet(line1), readSecondLine(line2)];
  const secondIsTheStreet = first.numbers.length === 0 && second.numbers.length > 0;
  return secondIsTheStreet ? { street: second, rest: first } : { street: first, rest: second };
}

/** The names; for a street that is called by its kind alone (The Parade), the kind. */
function namesOf({ names, types }: Street): string[] {
  const words = joinHan(names).flatMap(({ forms: [form = ''] }) => (form === '' ? [] : [form]));
  return words.length > 0 ? words : [...types];
}

/** Of towns and provinces. */
const WORDS_REMEMBERED = 5000;

const oneWord = remembering(
  (raw) =>
    toWords(foldText(raw))
      .map(({ forms: [form = ''] }) => form)
      .join(''),
  WORDS_REMEMBERED,
);
