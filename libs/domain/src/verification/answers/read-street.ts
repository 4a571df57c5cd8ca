import { isStreetFiller, splitStreetEnding, streetTypeOf } from './street-types.ts';
import { foldText, joinWords, toWords } from './words.ts';
import type { Word } from './words.ts';

/** A house number: its digits (`12`, or `12/3` where written so) and its letter. */
export type HouseNumber = { readonly digits: string; readonly letter: string };

/** A street line taken apart. */
export type Street = {
  readonly numbers: readonly HouseNumber[];
  /** Flat, unit or room, upper-case letters and digits; null when none was written. */
  readonly flat: string | null;
  readonly types: ReadonlySet<string>;
  readonly names: readonly Word[];
  /** Names and kind in one piece, romanised: how 人民路 is said as Renminlu. */
  readonly whole: string;
};

const START = '(?<![\\p{L}\\p{M}\\d])';
const END = '(?![\\p{L}\\p{M}\\d])';
const HAN_FLAT = /(\d+)\s*(?:室|房)/gu;
const HAN_FLOOR = /\d+\s*(?:楼|层|樓|層)/gu;
const HAN_NUMBER = /(\d+)\s*(?:号楼|号|號|栋|幢|单元|弄)/gu;
/** Floors, and the neighbourhoods of Indonesian addresses (RT 05/RW 03), which hardly anybody says. */
const UNSAID = new RegExp(
  `${START}(?:\\d+\\s*(?:st|nd|rd|th)?\\.?\\s*(?:floor|flr|etage|stock|og|tr)|(?:floor|lantai|lt\\.?)\\s*\\d+|(?:rt|rw)\\.?\\s*\\d+(?:\\s*/\\s*\\d+)?)${END}`,
  'gu',
);
const FLAT = new RegExp(
  `(?:${START}(?:flat|apt|apartment|unit|suite|ste|room|rm|lgh|lägenhet|wohnung|whg|kamar|ફ્લેટ|फ्लैट)\\.?` +
    `(?:\\s*(?:no|nr|number)${END}\\.?)?|(#))\\s*[:-]?\\s*([a-z]?[ -]?\\d+(?:[ -]?[a-z])?|[a-z])${END}`,
  'gu',
);
const ORDINAL = new RegExp(`(\\d+)(?:st|nd|rd|th)${END}`, 'gu');
const NUMBER = /\d+(?:\s*[/-]\s*\d+)*(?:\s?([a-z])(?=\s*(?:,|$))|([a-z])(?![\p{L}\p{M}]))?/gu;
/** Swedish g. and v., German str., whose dot is all that tells them. */
const DOTTED_ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/(\p{L}{3,})g\.(?!\p{L})/gu, '$1gatan'],
  [/(\p{L}{3,})v\.(?!\p{L})/gu, '$1vägen'],
];

/** Takes a street line apart, in any script and order of number and street. */
export function readStreet(raw: string): Street {
  const flats: string[] = [];
  const hashes: string[] = [];
  let text = foldText(raw).replace(HAN_FLAT, ' flat $1 ').replace(HAN_NUMBER, ' $1 ').replace(HAN_FLOOR, ' ');
  for (const [dotted, written] of DOTTED_ENDINGS) text = text.replace(dotted, written);
  text = text.replace(UNSAID, ' ').replace(FLAT, (_, sign: string | undefined, flat: string) => {
    (sign === undefined ? flats : hashes).push(normaliseFlat(flat));
    return ' , ';
  });
  const numbers: HouseNumber[] = [];
  text = text.replace(ORDINAL, '$1').replace(NUMBER, (found: string, spaced?: string, tight?: string) => {
    const letter = tight ?? spaced ?? '';
    numbers.push({ digits: found.replace(/[^\d/-]/g, '').replaceAll('-', '/'), letter });
    return ' ';
  });
  // A # is a flat beside a house number, and the house number where there is no other.
  if (numbers.length === 0) numbers.push(...hashes.map(houseNumber));
  else flats.push(...hashes);
  return { numbers: numbers.map(withoutLeadingZeros), flat: flats[0] ?? null, ...readNames(toWords(text)) };
}

function readNames(words: readonly Word[]): Pick<Street, 'types' | 'names' | 'whole'> {
  const types = new Set<string>();
  const names: Word[] = [];
  for (const word of words) {
    const form = word.forms[0] ?? '';
    const type = streetTypeOf(form);
    const ending = splitStreetEnding(form);
    if (type !== null) types.add(type);
    else if (ending !== null) {
      types.add(ending.type);
      names.push({ ...word, text: ending.name, forms: word.forms.map(withoutEnding) });
    } else if (form !== '' && !isStreetFiller(form)) names.push(word);
  }
  const whole = words.map((word) => word.forms[0] ?? '').join('');
  return { types, names: joinLetters(names), whole };
}

function withoutEnding(form: string): string {
  return splitStreetEnding(form)?.name ?? form;
}

/** S V Road is SV Road. */
function joinLetters(words: readonly Word[]): Word[] {
  const joined: Word[] = [];
  let lettersBefore = false;
  for (const word of words) {
    const isLetter = word.text.length === 1 && word.script.name === 'Latin';
    const before = joined.at(-1);
    if (isLetter && lettersBefore && before !== undefined) joined.splice(-1, 1, joinWords([before, word]));
    else joined.push(word);
    lettersBefore = isLetter;
  }
  return joined;
}

function normaliseFlat(flat: string): string {
  return flat
    .replace(/[^a-z0-9]/g, '')
    .replace(/^0+(?=\d)/, '')
    .toUpperCase();
}

function houseNumber(text: string): HouseNumber {
  return { digits: text.replace(/\D/g, ''), letter: text.replace(/[^A-Za-z]/g, '').toLowerCase() };
}

function withoutLeadingZeros({ digits, letter }: HouseNumber): HouseNumber {
  return { digits: digits.replace(/(?<![\d])0+(?=\d)/g, ''), letter };
}
