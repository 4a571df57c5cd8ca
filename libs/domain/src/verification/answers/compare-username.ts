import { normaliseUsername } from '../../identifiers/index.ts';
import type { AnswerResult } from '../rounds.ts';

/**
 * Whether the caller named a username that the account has now. Pass only those: a former username never matches.
 * No slip is forgiven, it is a key and not prose.
 */
export function compareUsername(answer: string, current: readonly string[]): AnswerResult {
  const said = normaliseUsername(answer);
  if (!said.ok) return said.code === 'empty' ? 'too-little' : 'mismatch';
  const isSaid = (username: string) => {
    const known = normaliseUsername(username);
    return known.ok && known.normalised === said.normalised;
  };
  return current.some(isSaid) ? 'match' : 'mismatch';
}
