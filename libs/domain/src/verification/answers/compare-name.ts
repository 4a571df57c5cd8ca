import type { AnswerResult } from '../rounds.ts';
import { closeFamilyName, closeGivenName } from './close-word.ts';
import { matchWords } from './match-words.ts';
import {
  asName,
  isInitial,
  isParticle,
  isTitle,
  isWholeName,
  spellingsOf,
  withoutHanTitles,
} from './name-words.ts';
import { ANSWER_THRESHOLDS } from './thresholds.ts';
import { foldText, joinLike, joinWords, sameWord, toWords } from './words.ts';
import type { Closeness, Word } from './words.ts';

/** The name on file, in the parts in which shops keep it; either may hold several words, or all of the name. */
export type KnownName = { readonly firstName: string; readonly lastName: string };

/**
 * Whether the name that the caller said is the one on file. Case, accents, word order, titles, middle names, initials
 * beside whole names, spaces, small slips and the script make no difference. A given and a family name are needed:
 * one word, said or on file, is `too-little`. Another person of the same household is a `mismatch`.
 */
export function compareName(answer: string, onFile: KnownName): AnswerResult {
  const { leastWords } = ANSWER_THRESHOLDS.name;
  const parts = [wordsOf(onFile.firstName), wordsOf(onFile.lastName)];
  // "De" is a particle, but all of somebody's family name.
  const names = new Set(parts.filter((part) => part.every(isParticle)).flatMap((part) => part.map(textOf)));
  const read = (words: readonly Word[]) => words.map((word) => (names.has(word.text) ? asName(word) : word));
  const onFileWords = parts.flatMap(read);
  // "Sri" is a title here and a name there: titles go where two names remain on file without them.
  const titled = onFileWords.filter((word) => !isTitle(word) && isWholeName(word)).length < leastWords;
  const named = (name: string) => read(wordsOf(name)).filter((word) => titled || !isTitle(word));
  const [said, given, family] = [named(answer), named(onFile.firstName), named(onFile.lastName)];
  const file = [...given, ...family];
  if (file.filter(isWholeName).length < leastWords || said.length === 0) return 'too-little';
  if (saysTheWhole(said, given, family)) return 'match';
  if (said.filter(isWholeName).length < leastWords) return 'too-little';
  return isSamePerson(joinLike(said, file), joinLike(given, said), joinLike(family, said))
    ? 'match'
    : 'mismatch';
}

function isSamePerson(said: readonly Word[], given: readonly Word[], family: readonly Word[]): boolean {
  const { leastWords, mostExtraWords } = ANSWER_THRESHOLDS.name;
  const file = [...given, ...family];
  const names = said.filter(isWholeName);
  const known = file.filter(isWholeName);
  // A household shares its family name: a slip there lets nobody else in. A part that may hold both is all given name.
  const closenessOf = (word: Word) =>
    given.some(isWholeName) && family.includes(word) ? closeFamilyName : closeGivenName;
  const partners = matchWords(names, known, (a, b) => sameNameWord(a, b, closenessOf(b)));
  const matched = new Set(known.filter((_, index) => partners.includes(index)));
  const recognised = new Set(names.filter((_, index) => partners[index] !== undefined));
  if (matched.size < leastWords || !reaches(given, matched) || !reaches(family, matched)) return false;

  const unsaid = file.filter((word) => !matched.has(word) && !isParticle(word));
  const unknown = said.filter((word) => !recognised.has(word) && !isParticle(word));
  // Of two words left over one may be the initial of the other; else both sides hold a name that the other denies.
  const contradicting = unknown.filter((word) => !unsaid.some((other) => isInitialOf(word, other)));
  if (contradicting.length > mostExtraWords || (contradicting.length > 0 && unsaid.length > 0)) return false;
  // A Han name has no middle name to leave out: all of its characters were said, or it is another name.
  return !unsaid.some((word) => word.script.writing === 'han');
}

/** A part of the name on file was said; a part that is empty, or holds only initials, asks for nothing. */
function reaches(part: readonly Word[], matched: ReadonlySet<Word>): boolean {
  const names = part.filter(isWholeName);
  return names.length === 0 || names.some((word) => matched.has(word));
}

/** All of the name in one piece, as in "ashapatel" or 万鑫鹏; across scripts only where every letter agrees. */
function saysTheWhole(said: readonly Word[], given: readonly Word[], family: readonly Word[]): boolean {
  const whole = joinWords(said);
  const names = [joinWords([...given, ...family]), joinWords([...family, ...given])];
  return names.some((name) =>
    whole.script.name === name.script.name
      ? sameWord(whole, name, () => false)
      : whole.forms.some((form) => name.forms.includes(form)),
  );
}

function textOf(word: Word): string {
  return word.text;
}

function wordsOf(name: string): Word[] {
  return toWords(withoutHanTitles(foldText(name)));
}

function sameNameWord(said: Word, known: Word, close: Closeness): boolean {
  return spellingsOf(said).some((a) => spellingsOf(known).some((b) => sameWord(a, b, close)));
}

function isInitialOf(a: Word, b: Word): boolean {
  return (isInitial(a) || isInitial(b)) && a.forms[0]?.[0] === b.forms[0]?.[0];
}
