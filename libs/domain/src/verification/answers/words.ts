import { foldDigits, withoutInvisibleCharacters } from '../../identifiers/index.ts';
import { romanise, romaniseWrittenOut } from './romanise.ts';
import { LATIN, scriptOf } from './scripts.ts';
import type { Script } from './scripts.ts';
import { sameAcrossScripts, type Skeleton, skeletonOf } from './skeleton.ts';
import { ANSWER_THRESHOLDS } from './thresholds.ts';

/** A word ready to be compared. */
export type Word = {
  /** As written, in NFKC and lower case. */
  readonly text: string;
  /** Romanised, without accents; then, where it differs, with its umlauts written out. */
  readonly forms: readonly string[];
  readonly script: Script;
};

/** Whether two romanised words of one script that are not equal are still one word, badly typed. */
export type Closeness = (a: string, b: string) => boolean;

/** Han characters are words of their own: their names and streets are written without spaces. */
const EACH_WORD = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}])+/gu;
const APOSTROPHES = /['’‘`´ʼʹ]/gu;
/** Most of what a search through a whole shop reads is written so, and needs none of what other writing does. */
const PLAIN = /^[ -~]*$/;
const EACH_PLAIN_WORD = /[a-z]+/gi;
const PLAIN_WORD = /^[a-z]+$/;

/** The same text however it was typed: NFKC, ASCII digits, lower case, nothing invisible, of bounded length. */
export function foldText(raw: string): string {
  const text = raw.length > ANSWER_THRESHOLDS.mostLetters ? raw.slice(0, ANSWER_THRESHOLDS.mostLetters) : raw;
  if (PLAIN.test(text)) return text.toLowerCase();
  return withoutInvisibleCharacters(foldDigits(text.replace(/\s/gu, ' ').normalize('NFKC'))).toLowerCase();
}

/** The words of a folded text; digits and signs part them. */
export function toWords(folded: string): Word[] {
  const each = PLAIN.test(folded) ? EACH_PLAIN_WORD : EACH_WORD;
  const words = folded.replace(APOSTROPHES, '').match(each) ?? [];
  return words.slice(0, ANSWER_THRESHOLDS.mostWords).map(toWord);
}

export function toWord(text: string): Word {
  if (PLAIN_WORD.test(text)) return { text, forms: [text], script: LATIN };
  const [plain, writtenOut] = [romanise(text), romaniseWrittenOut(text)];
  return { text, forms: plain === writtenOut ? [plain] : [plain, writtenOut], script: scriptOf(text) };
}

/**
 * Whether two words are one. In one script letters decide, with `close` for slips; two Han words are the same
 * characters or are not. Across scripts the romanised sounds decide.
 */
export function sameWord(a: Word, b: Word, close: Closeness): boolean {
  if (a.text === b.text) return true;
  const han = a.script.writing === 'han' || b.script.writing === 'han';
  if (a.script.name === b.script.name) return !han && someForms(a, b, (x, y) => x === y || close(x, y));
  if (han) return someForms(a, b, (x, y) => asPinyin(x) === asPinyin(y));
  if (someForms(a, b, (x, y) => x === y)) return true;
  const right = skeletonsOf(b);
  return skeletonsOf(a).some((x) =>
    right.some((y) => sameAcrossScripts(x, a.script.writing, y, b.script.writing)),
  );
}

// A large order has a thousand words, and each is compared with each that was said: taken apart once, not each time.
const SKELETONS = new WeakMap<Word, readonly Skeleton[]>();

function skeletonsOf(word: Word): readonly Skeleton[] {
  const known = SKELETONS.get(word);
  if (known) return known;
  const made = word.forms.filter((form) => form !== '').map((form) => skeletonOf(form, word.script.writing));
  SKELETONS.set(word, made);
  return made;
}

/**
 * Writes together what the other side writes together (Anna Lena and Annalena, 鑫 鹏 and Xinpeng): neighbours that
 * are no word of the other side alone, but are one joined.
 */
export function joinLike(words: readonly Word[], others: readonly Word[], mostParts = 4): Word[] {
  const joined: Word[] = [];
  for (let start = 0; start < words.length; start += 1) {
    const parts = longestJoin(words, start, others, mostParts);
    const [first] = parts;
    if (first === undefined) break;
    joined.push(parts.length === 1 ? first : joinWords(parts));
    start += parts.length - 1;
  }
  return joined;
}

function longestJoin(words: readonly Word[], start: number, others: readonly Word[], most: number): Word[] {
  for (let count = Math.min(most, words.length - start); count > 1; count -= 1) {
    const parts = words.slice(start, start + count);
    const whole = joinWords(parts);
    if (others.some((other) => sameWord(whole, other, () => false))) return parts;
  }
  return words.slice(start, start + 1);
}

export function joinWords(parts: readonly Word[]): Word {
  const text = parts.map((part) => part.text).join('');
  const forms = [0, 1].map((i) => parts.map((part) => part.forms[i] ?? part.forms[0] ?? '').join(''));
  const script = parts[0]?.script ?? scriptOf(text);
  return { text, forms: [...new Set(forms)], script };
}

/** How many letters a word weighs: a Han character as much as its romanised syllable. */
export function lettersOf(word: Word): number {
  return (word.forms[0] ?? '').length;
}

function someForms(a: Word, b: Word, same: (x: string, y: string) => boolean): boolean {
  return a.forms.some((x) => b.forms.some((y) => x !== '' && y !== '' && same(x, y)));
}

/** ü is typed v on a pinyin keyboard. */
function asPinyin(form: string): string {
  return form.replace(/([ln])v/g, '$1u');
}
