import type { Writing } from './scripts.ts';

/** A romanised word taken apart: the order of its consonants, and its vowels in order. */
export type Skeleton = { readonly consonants: string; readonly vowels: string };

/** Stands for a vowel at the beginning: Ram and Aram differ. */
const VOWEL_FIRST = '*';

/**
 * Takes a romanised word apart so that spellings of one name in two scripts agree: aspirates lose their h
 * (શ is `s` with any-ascii, sh to a caller), letters for one sound become one, double letters become single.
 */
export function skeletonOf(romanised: string, writing: Writing): Skeleton {
  const sounds = foldSounds(romanised, writing);
  const isAbjad = writing === 'abjad';
  const vowels = sounds
    .replace(/[^aeiou]/g, '')
    .replace(/e(?=[ei])|i(?=[ei])|o(?=[ou])|u(?=[ou])|a(?=a)/g, '');
  const consonants = sounds.replace(/[aeiou]/g, '').replace(/(.)\1+/g, '$1');
  const first = isAbjad || /^[aeiou]/.test(sounds) ? VOWEL_FIRST : '';
  return { consonants: first + consonants, vowels: isAbjad ? '' : vowels };
}

function foldSounds(romanised: string, writing: Writing): string {
  const ch =
    writing === 'latin' ? romanised.replace(/c(?!h)(?=[eiy])/g, 's').replace(/c(?![hk])/g, 'k') : romanised;
  return (
    ch
      .replace(/c?ck/g, 'k')
      .replace(/sch/g, 's')
      .replace(/ch+|c/g, 'C')
      .replace(/x/g, 'ks')
      .replace(/ngh/g, 'nh')
      .replace(/([sktdbgpjz])h/g, '$1')
      .replace(/q/g, 'k')
      .replace(/f/g, 'p')
      .replace(/w/g, 'v')
      .replace(/z/g, 'j')
      .replace(/m(?=[pb])/g, 'n')
      .replace(/ee/g, 'i')
      .replace(/oo/g, 'u')
      // A y after a consonant is a vowel to who reads Latin letters; in an abugida it is a consonant with its a.
      .replace(/(?<=[^aeiou])y(?![aeiou])/g, writing === 'abugida' ? '' : 'i')
      .replace(/(?<=.)y/g, '')
  );
}

/**
 * Whether two words in different scripts can be one word. Consonants must agree. The vowels that the sparser script
 * writes must come in the other in order, and what is left over there must be an a or e, which an abugida leaves out:
 * so `sonl` (સોનલ) is Sonal and not Sunil. An abjad writes none, so there the consonants decide.
 */
export function sameAcrossScripts(
  left: Skeleton,
  aWriting: Writing,
  right: Skeleton,
  bWriting: Writing,
): boolean {
  if (aWriting === 'abjad' || bWriting === 'abjad') {
    const consonants = withoutHalfVowels(left);
    return consonants !== '' && consonants === withoutHalfVowels(right);
  }
  const alphabet = aWriting === 'alphabet' || bWriting === 'alphabet';
  const same = alphabet
    ? initialAsJ(left.consonants) === initialAsJ(right.consonants)
    : left.consonants === right.consonants;
  if (!same) return false;
  return left.vowels.length < right.vowels.length
    ? vowelsFit(left.vowels, right.vowels)
    : vowelsFit(right.vowels, left.vowels);
}

/** Юлия is Yuliya to any-ascii and Julia to its bearer. */
function initialAsJ(consonants: string): string {
  return consonants.replace(/^y/, 'j');
}

/** Arabic writes long u and i with the letters w and y, and a final a with h. */
function withoutHalfVowels({ consonants }: Skeleton): string {
  return consonants.replace(/[*vy]|h$/g, '');
}

/** Whether `written` is what is left of `all` when some of its understood vowels are not written. */
function vowelsFit(written: string, all: string): boolean {
  let reached = new Set([0]);
  for (const vowel of all) {
    const next = new Set<number>();
    for (const count of reached) {
      if (vowel === 'a' || vowel === 'e') next.add(count);
      const following = written[count];
      if (following !== undefined && vowelClass(following) === vowelClass(vowel)) next.add(count + 1);
    }
    reached = next;
  }
  return reached.has(written.length);
}

function vowelClass(vowel: string): string {
  return vowel === 'e' ? 'i' : vowel === 'o' ? 'u' : vowel;
}
