import { editDistance } from './edit-distance.ts';
import { ANSWER_THRESHOLDS } from './thresholds.ts';

/** A slip in a street or an item: one or two edits by length, anywhere. */
export function closeByLength(limits: { readonly oneEditFrom: number; readonly twoEditsFrom: number }) {
  return (a: string, b: string): boolean => {
    const shorter = Math.min(a.length, b.length);
    if (shorter < limits.oneEditFrom) return false;
    const most = shorter < limits.twoEditsFrom ? 1 : 2;
    return editDistance(a, b, most) <= most;
  };
}

const isSlipOfFamilyName = closeByLength(ANSWER_THRESHOLDS.familyName);

/** A slip in a family name, beside a given name that agrees. */
export function closeFamilyName(a: string, b: string): boolean {
  return closeGivenName(a, b) || isSlipOfFamilyName(a, b);
}

/**
 * A slip in a given name. Stricter than in a street, because a household shares everything but the given name,
 * and given names go in close pairs: the first and the last letter must stand (Karl, Karla; Christian, Christina;
 * Asha, Usha) and in shorter names the consonants too (Ramesh, Rajesh). Spellings of one sound are always close.
 */
export function closeGivenName(a: string, b: string): boolean {
  const { oneEditFrom, freeEditFrom, twoEditsFrom } = ANSWER_THRESHOLDS.givenName;
  if (soundOf(a) === soundOf(b)) return true;
  const shorter = Math.min(a.length, b.length);
  if (shorter < oneEditFrom || a[0] !== b[0] || a.at(-1) !== b.at(-1)) return false;
  const most = shorter < twoEditsFrom ? 1 : 2;
  if (editDistance(a, b, most) > most) return false;
  return shorter >= freeEditFrom || consonantsOf(a) === consonantsOf(b) || sameLetters(a, b);
}

/** One spelling for what sounds the same in Latin letters: Asha and Aasha, Meena and Mina, Carl and Karl. */
function soundOf(word: string): string {
  return word
    .replace(/ph/g, 'f')
    .replace(/c?ck|c(?![hkeiy])|q/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/ksh/g, 'ks')
    .replace(/th/g, 't')
    .replace(/w/g, 'v')
    .replace(/y/g, 'i')
    .replace(/ee/g, 'i')
    .replace(/oo/g, 'u')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=[aeiou])h$/, '');
}

function consonantsOf(word: string): string {
  return soundOf(word).replace(/[aeiou]/g, '');
}

function sameLetters(a: string, b: string): boolean {
  return [...a].sort().join('') === [...b].sort().join('');
}
