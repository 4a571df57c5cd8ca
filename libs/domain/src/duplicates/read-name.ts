import {
  foldText,
  isParticle,
  isTitle,
  joinWords,
  skeletonOf,
  spellingsOf,
  toWords,
  withoutHanTitles,
} from '../verification/index.ts';
import type { Word, Writing } from '../verification/index.ts';
import { remembering } from './remembering.ts';

/** A word of a name, taken apart once so that comparing it needs no more reading. */
export type NameWord = {
  /** Romanised, lower case, a to z. */
  readonly form: string;
  /** With umlauts written out (Müller as mueller); empty where that is the same. */
  readonly writtenOut: string;
  readonly consonants: string;
  readonly vowels: string;
  readonly writing: Writing;
  /** The characters of a word in Han, whose romanisation many others share; else empty. */
  readonly han: string;
};

/** Some 5 MB of them. */
const NAMES_REMEMBERED = 10_000;

/**
 * The words of a name, without forms of address and courtesy endings; particles (van, bin) only where there is
 * nothing else. Han characters side by side are one word.
 */
export const readName: (raw: string) => readonly NameWord[] = remembering(takeApart, NAMES_REMEMBERED);

function takeApart(raw: string): NameWord[] {
  const all = joinHan(toWords(withoutHanTitles(foldText(raw))));
  const words = all.filter((word) => !isTitle(word) && !isParticle(word));
  return (words.length === 0 ? all : words)
    .map((word) => spellingsOf(word).at(-1) ?? word)
    .map(toNameWord)
    .filter(({ form }) => form !== '');
}

/** Han is written without spaces: its characters side by side are one word. */
export function joinHan(words: readonly Word[]): Word[] {
  const joined: Word[] = [];
  for (const word of words) {
    const before = joined.at(-1);
    if (before?.script.writing === 'han' && word.script.writing === 'han')
      joined.splice(-1, 1, joinWords([before, word]));
    else joined.push(word);
  }
  return joined;
}

function toNameWord({ text, forms, script: { writing } }: Word): NameWord {
  const [form = '', writtenOut = ''] = forms;
  return { form, writtenOut, ...skeletonOf(form, writing), writing, han: writing === 'han' ? text : '' };
}
