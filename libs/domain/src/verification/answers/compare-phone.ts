import { foldDigits, normalisePhone, phoneSearchCandidates } from '../../identifiers/index.ts';
import type { AnswerResult } from '../rounds.ts';
import { ANSWER_THRESHOLDS } from './thresholds.ts';

/**
 * Whether the caller named a phone that is linked to the account (E.164), in whatever notation. Without its country it
 * is read in the country of each linked phone. The whole number is needed: last digits are `too-little`.
 */
export function comparePhone(answer: string, linked: readonly string[]): AnswerResult {
  const digits = foldDigits(answer).replace(/\D/g, '');
  if (digits.length < ANSWER_THRESHOLDS.phone.leastDigits) return 'too-little';
  const isSaid = (phone: string) => {
    const known = normalisePhone(phone);
    if (!known.ok) return false;
    const countries = known.country === null ? [] : [known.country];
    return phoneSearchCandidates(answer, countries).includes(known.e164);
  };
  return linked.some(isSaid) ? 'match' : 'mismatch';
}
