import type { AnswerResult } from '../rounds.ts';
import { closeByLength } from './close-word.ts';
import { sameHouse } from './compare-house.ts';
import { matchWords } from './match-words.ts';
import { normalisePostcode, samePostcode } from './postcode.ts';
import { readStreet } from './read-street.ts';
import type { Street } from './read-street.ts';
import { ANSWER_THRESHOLDS } from './thresholds.ts';
import { foldText, joinLike, lettersOf, sameWord, toWords } from './words.ts';
import type { Word } from './words.ts';

/** What the caller said: one line with street, house number and, if at all, flat and quarter; and the postcode. */
export type AddressAnswer = { readonly street: string; readonly postcode: string };

/** An address on file, as shops keep it; empty where nothing is known. */
export type KnownAddress = {
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly province: string;
  readonly postcode: string;
};

const close = closeByLength(ANSWER_THRESHOLDS.address);

/**
 * Whether the caller named one of the addresses on file. The postcode and the house number must be right, and a flat
 * if both name one; the number may stand before or after the street, which may be abbreviated, misspelt a little or in
 * another script. Without street or postcode it is `too-little`.
 */
export function compareAddress(answer: AddressAnswer, onFile: readonly KnownAddress[]): AnswerResult {
  const postcode = normalisePostcode(answer.postcode);
  const said = readStreet(answer.street);
  if (postcode === '' || (said.names.length === 0 && said.types.size === 0)) return 'too-little';
  const inPlace = onFile.filter((address) => samePostcode(normalisePostcode(address.postcode), postcode));
  return inPlace.some((address) => isSameAddress(said, address, postcode)) ? 'match' : 'mismatch';
}

function isSameAddress(said: Street, address: KnownAddress, postcode: string): boolean {
  const { street, rest } = streetAndRest(address);
  const elsewhere = [...rest.names, ...toWords(foldText(`${address.city} ${address.province}`))];
  return (
    sameHouse(said, { ...street, flat: street.flat ?? rest.flat }, rest.numbers, postcode) &&
    (said.whole === street.whole ||
      (sameTypes(said.types, new Set([...street.types, ...rest.types])) &&
        sameStreetNames(said, street, elsewhere)))
  );
}

/** The street is the line with a house number: some shops' first line is a building or a company. */
function streetAndRest({ line1, line2 }: KnownAddress): { street: Street; rest: Street } {
  const [first, second] = [readStreet(line1), readStreet(line2)];
  if (first.numbers.length > 0) return { street: first, rest: second };
  if (second.numbers.length > 0) return { street: second, rest: first };
  return { street: readStreet(`${line1}, ${line2}`), rest: readStreet('') };
}

/** Callers leave out Road or Street; who says another kind means another street. */
function sameTypes(said: ReadonlySet<string>, known: ReadonlySet<string>): boolean {
  return said.size === 0 || known.size === 0 || [...said].some((type) => known.has(type));
}

function sameStreetNames(saidStreet: Street, street: Street, elsewhere: readonly Word[]): boolean {
  if (street.names.length === 0) return [...saidStreet.types].some((type) => street.types.has(type));
  const { leastShareOfFile, leastShareOfAnswer } = ANSWER_THRESHOLDS.address;
  const spelled = spellOutInitials(saidStreet.names, street.names);
  const known = joinLike(spellOutInitials(street.names, spelled), spelled);
  const said = joinLike(spelled, [...known, ...elsewhere]);
  const partners = matchWords(said, known, (a, b) => sameWord(a, b, close));
  const matchedKnown = known.filter((_, index) => partners.includes(index));
  const recognised = said.filter(
    (word, index) => partners[index] !== undefined || elsewhere.some((other) => sameWord(word, other, close)),
  );
  return (
    letters(matchedKnown) >= leastShareOfFile * letters(known) &&
    letters(recognised) >= leastShareOfAnswer * letters(said)
  );
}

/** MG Road for Mahatma Gandhi Road: letters that are the initials of neighbouring words of the other side. */
function spellOutInitials(words: readonly Word[], others: readonly Word[]): Word[] {
  return words.flatMap((word) => {
    const { length } = word.text;
    if (word.script.name !== 'Latin' || length < 2 || length > 3) return [word];
    const start = others.findIndex((_, index) => {
      const run = others.slice(index, index + length);
      return run.length === length && run.map((other) => other.forms[0]?.[0]).join('') === word.forms[0];
    });
    return start < 0 ? [word] : others.slice(start, start + length);
  });
}

function letters(words: readonly Word[]): number {
  return words.reduce((sum, word) => sum + lettersOf(word), 0);
}
