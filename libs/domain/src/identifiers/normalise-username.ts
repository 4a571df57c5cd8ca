import { hasInvisibleCharacters } from './invisible-characters.ts';

export const USERNAME_PROBLEMS = ['empty', 'too-long', 'invisible-character'] as const;
export type UsernameProblem = (typeof USERNAME_PROBLEMS)[number];

export type NormalisedUsername =
  | { readonly ok: true; readonly value: string; readonly normalised: string }
  | { readonly ok: false; readonly code: UsernameProblem };

/** In UTF-16 units. Longer ones are data gone wrong. */
const MAX_LENGTH = 100;

/**
 * One form of a username: compatibility characters, case and runs of spaces make no difference.
 * `value` is as written, trimmed.
 */
export function normaliseUsername(raw: string): NormalisedUsername {
  const value = raw.trim();
  if (value === '') return { ok: false, code: 'empty' };
  if (value.length > MAX_LENGTH) return { ok: false, code: 'too-long' };
  if (hasInvisibleCharacters(value)) return { ok: false, code: 'invisible-character' };
  const normalised = caseFold(caseFold(value)).replace(/\s+/gu, ' ').trim();
  return normalised === '' ? { ok: false, code: 'empty' } : { ok: true, value, normalised };
}

/** Upper then lower folds what lower alone does not: ß and ss, ς and σ. Twice, as NFKC can uncover a new capital. */
function caseFold(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}
