/**
 * How a script writes sounds, which decides how its romanisation can be compared:
 * - `latin`: as typed;
 * - `alphabet`: every vowel written (Cyrillic, Greek, kana, Hangul);
 * - `abugida`: the vowel a is understood, not written (Gujarati, Devanagari): any-ascii makes `ptel` of પટેલ;
 * - `abjad`: hardly any vowel written (Arabic, Hebrew);
 * - `han`: a syllable a character.
 */
export type Writing = 'latin' | 'alphabet' | 'abugida' | 'abjad' | 'han';

const SCRIPTS: readonly (readonly [name: string, pattern: RegExp, writing: Writing])[] = [
  ['Latin', /\p{Script=Latin}/u, 'latin'],
  ['Han', /\p{Script=Han}/u, 'han'],
  ['Gujarati', /\p{Script=Gujarati}/u, 'abugida'],
  ['Devanagari', /\p{Script=Devanagari}/u, 'abugida'],
  ['Bengali', /\p{Script=Bengali}/u, 'abugida'],
  ['Gurmukhi', /\p{Script=Gurmukhi}/u, 'abugida'],
  ['Tamil', /\p{Script=Tamil}/u, 'abugida'],
  ['Telugu', /\p{Script=Telugu}/u, 'abugida'],
  ['Kannada', /\p{Script=Kannada}/u, 'abugida'],
  ['Malayalam', /\p{Script=Malayalam}/u, 'abugida'],
  ['Oriya', /\p{Script=Oriya}/u, 'abugida'],
  ['Sinhala', /\p{Script=Sinhala}/u, 'abugida'],
  ['Thai', /\p{Script=Thai}/u, 'abugida'],
  ['Arabic', /\p{Script=Arabic}/u, 'abjad'],
  ['Hebrew', /\p{Script=Hebrew}/u, 'abjad'],
  ['Cyrillic', /\p{Script=Cyrillic}/u, 'alphabet'],
  ['Greek', /\p{Script=Greek}/u, 'alphabet'],
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'alphabet'],
  ['Hangul', /\p{Script=Hangul}/u, 'alphabet'],
];

export type Script = { readonly name: string; readonly writing: Writing };

export const LATIN: Script = { name: 'Latin', writing: 'latin' };

/** The script of a word, by the first of its letters that tells. */
export function scriptOf(word: string): Script {
  for (const letter of word)
    for (const [name, pattern, writing] of SCRIPTS) if (pattern.test(letter)) return { name, writing };
  return { name: 'other', writing: 'alphabet' };
}
