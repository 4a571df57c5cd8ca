import anyAscii from 'any-ascii';

/** any-ascii writes these nasal signs of the Indic scripts as m, a romanised name nearly always has n (પંડ્યા, Pandya). */
const NASAL_SIGNS =
  /[\u0901\u0902\u0981\u0982\u0A01\u0A02\u0A70\u0A81\u0A82\u0B01\u0B02\u0C01\u0C02\u0C81\u0C82\u0D02]/gu;

/** A word in lower-case Latin letters a-z, without accents. Source of the letters: the any-ascii tables. */
export function romanise(word: string): string {
  return onlyLetters(anyAscii(word.replace(NASAL_SIGNS, 'n')));
}

const WRITTEN_OUT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

/** The spelling that is used where the letter is missing from the keyboard: Müller as Mueller, Åse as Aase. */
export function romaniseWrittenOut(word: string): string {
  return romanise(word.toLowerCase().replace(/[äöüøå]/gu, (letter) => WRITTEN_OUT[letter] ?? letter));
}

function onlyLetters(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}
