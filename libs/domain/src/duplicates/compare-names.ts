import { editDistance, sameAcrossScripts } from '../verification/index.ts';
import type { LevelOf } from './comparison.ts';
import type { NameWord } from './read-name.ts';

type NameLevel = LevelOf<'family'> | 'initial';

const RANK: Readonly<Record<NameLevel, number>> = { same: 4, close: 3, similar: 2, initial: 1, different: 0 };

type Named = { readonly given: readonly NameWord[]; readonly family: readonly NameWord[] };

export type NameComparison = {
  readonly given: Exclude<LevelOf<'given'>, 'replaced'> | null;
  readonly family: LevelOf<'family'> | null;
  readonly order: LevelOf<'order'> | null;
};

/** Given with given and family with family name; or crosswise, where that agrees clearly better. */
export function compareNames(a: Named, b: Named): NameComparison {
  const straight = { given: compareWords(a.given, b.given), family: compareWords(a.family, b.family) };
  if (misses(a) || misses(b)) return { ...asNames(straight), order: null };
  if (rank(straight.given) + rank(straight.family) >= 6) return asNames(straight);
  const crossed = { given: compareWords(a.given, b.family), family: compareWords(a.family, b.given) };
  const clearly =
    rank(crossed.given) + rank(crossed.family) > rank(straight.given) + rank(straight.family) + 1;
  if (!clearly) return asNames(straight);
  // Which of the two is the given name nobody knows now: the worse one is taken for it, as it decides.
  const [better, worse] =
    rank(crossed.given) > rank(crossed.family)
      ? [crossed.given, crossed.family]
      : [crossed.family, crossed.given];
  return { ...asNames({ given: worse, family: better }), order: 'swapped' };
}

function misses({ given, family }: Named): boolean {
  return given.length === 0 || family.length === 0;
}

function asNames({ given, family }: { given: NameLevel | null; family: NameLevel | null }): NameComparison {
  return { given, family: family === 'initial' ? 'similar' : family, order: 'as-written' };
}

function rank(level: NameLevel | null): number {
  return level === null ? 2 : RANK[level];
}

/**
 * How well the words of two names agree: in one piece, word by word, or one being part of the other. Two names of
 * which one word agrees and another does not are two people's (Muhammad Ali, Muhammad Hasan).
 */
function compareWords(a: readonly NameWord[], b: readonly NameWord[]): NameLevel | null {
  const [first, second] = [a[0], b[0]];
  if (first === undefined || second === undefined) return null;
  if (a.length === 1 && b.length === 1) return compareWord(first, second);
  if (joined(a) === joined(b)) return 'same';
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  const free = [...longer];
  let worst: NameLevel = 'same';
  for (const word of shorter) {
    const { index, level } = bestPartner(word, free);
    if (index >= 0) free.splice(index, 1);
    if (RANK[level] < RANK[worst]) worst = level;
  }
  if (RANK[worst] === 0) return closeInOnePiece(a, b) ? 'similar' : 'different';
  return free.length > 0 && worst === 'same' ? 'close' : worst;
}

function bestPartner(word: NameWord, others: readonly NameWord[]): { index: number; level: NameLevel } {
  let best: { index: number; level: NameLevel } = { index: -1, level: 'different' };
  others.forEach((other, index) => {
    const level = compareWord(word, other);
    if (RANK[level] > RANK[best.level]) best = { index, level };
  });
  return best;
}

function joined(words: readonly NameWord[]): string {
  return words.map(({ form }) => form).join('');
}

function closeInOnePiece(a: readonly NameWord[], b: readonly NameWord[]): boolean {
  return editDistance(joined(a), joined(b), 1) <= 1;
}

/** How well two words of a name agree: letters, sound across scripts, an initial. */
function compareWord(a: NameWord, b: NameWord): NameLevel {
  if (a.han !== '' && b.han !== '') return compareHan(a, b);
  if (a.form === b.form) return 'same';
  if (a.form.length === 1 || b.form.length === 1) return a.form[0] === b.form[0] ? 'initial' : 'different';
  if (isWrittenOut(a, b) || isWrittenOut(b, a)) return 'same';
  if (a.writing !== b.writing && a.han === '' && b.han === '')
    return sameAcrossScripts(a, a.writing, b, b.writing) ? 'same' : 'different';
  return compareLetters(a, b);
}

function isWrittenOut(a: NameWord, b: NameWord): boolean {
  return a.writtenOut !== '' && a.writtenOut === b.form;
}

/** Other characters of the same sound are another name, or the same one in traditional writing. */
function compareHan(a: NameWord, b: NameWord): NameLevel {
  if (a.han === b.han) return 'same';
  if (a.han.length > 1 && sortedCharacters(a.han) === sortedCharacters(b.han)) return 'close';
  return a.form === b.form ? 'similar' : 'different';
}

/**
 * Neighbours swapped, a letter doubled or another spelling of the sound is a slip. A letter replaced, added or left out
 * may be one too, or another name: Ramesh and Rajesh, Anna and Anne.
 */
function compareLetters(a: NameWord, b: NameWord): NameLevel {
  const longest = Math.max(a.form.length, b.form.length);
  const most = longest >= 7 ? 2 : longest >= 4 ? 1 : 0;
  if (most === 0) return 'different';
  const distance = editDistance(a.form, b.form, most);
  if (distance > most) return 'different';
  if (distance === 1 && a.form.length === b.form.length && hasSameLetters(a.form, b.form)) return 'close';
  if (a.consonants === b.consonants && a.vowels === b.vowels) return 'close';
  return 'similar';
}

/** At a distance of one: neighbours are swapped. */
function hasSameLetters(a: string, b: string): boolean {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a.charCodeAt(i) - b.charCodeAt(i);
  return sum === 0;
}

function sortedCharacters(text: string): string {
  return [...text].sort().join('');
}
