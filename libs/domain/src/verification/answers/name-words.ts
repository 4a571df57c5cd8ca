import { toWord } from './words.ts';
import type { Word } from './words.ts';

/** Forms of address, romanised. They are no part of a name. */
const TITLES: ReadonlySet<string> = new Set(
  (
    'mr mrs ms miss mx dr prof sir madam herr frau hr fru shri sri shrimati srimati smt bhai ben behen ji ' +
    'bapak pak ibu bu tuan nyonya sig sra sr jr ii iii'
  ).split(' '),
);
const HAN_TITLE = /\s*(?:先生|女士|小姐|太太)\s*$/u;

/** Particles that people say or leave out. They neither count as a name nor against one. */
const PARTICLES: ReadonlySet<string> = new Set(
  'de da di do du dos das del della la le van von vom zu zur der den ten ter bin binti ibn al el e i y af av'.split(
    ' ',
  ),
);

/** Spellings of the one name that is written in too many ways for a rule. */
const MUHAMMAD: ReadonlySet<string> = new Set(
  'muhammad mohammad mohammed muhammed mohamed mohamad muhamad muhamed mohd md moh muh'.split(' '),
);

/** Gujarati courtesy endings, said with the name and mostly not on file: Ashaben is Asha, Rameshbhai is Ramesh. */
const COURTESY_ENDING = /^(.{3,})(?:ben|behen|bhai|kumar)$/;

/** Scripts in which one character is a whole name. */
const SYLLABLE_SCRIPTS: ReadonlySet<string> = new Set(['Han', 'Hangul', 'Kana']);

export function isTitle(word: Word): boolean {
  return TITLES.has(word.forms[0] ?? '');
}

export function withoutHanTitles(folded: string): string {
  return folded.replace(HAN_TITLE, '');
}

export function isParticle(word: Word): boolean {
  return word.script.writing === 'latin' && PARTICLES.has(word.text);
}

/** A particle that is all of somebody's family name (De, Le, Von): in capitals, which a folded particle never is. */
export function asName(word: Word): Word {
  return isParticle(word) ? { ...word, text: word.text.toUpperCase() } : word;
}

export function isInitial(word: Word): boolean {
  return word.text.length === 1 && !SYLLABLE_SCRIPTS.has(word.script.name) && !isParticle(word);
}

/** A name said or written in full: neither an initial nor a particle. */
export function isWholeName(word: Word): boolean {
  return !isInitial(word) && !isParticle(word);
}

/** The word itself and what it may be short or long for. */
export function spellingsOf(word: Word): Word[] {
  const form = word.forms[0] ?? '';
  if (MUHAMMAD.has(form)) return [toWord('muhammad')];
  const plain = COURTESY_ENDING.exec(form)?.[1];
  return plain === undefined ? [word] : [word, { ...word, text: plain, forms: [plain] }];
}
