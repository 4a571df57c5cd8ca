import type { DuplicateReasonLine, DuplicateScore } from './duplicate.ts';
import type { MatchRecord } from './match-record.ts';
import type { TermFrequencies } from './term-frequencies.ts';
import type { DuplicateWeights } from './weights.ts';

/** What a score is reckoned with. */
export type ScoreWith = { readonly weights: DuplicateWeights; readonly frequencies: TermFrequencies };

/** What the model says of two accounts; the same whichever comes first. */
export function scorePair(a: MatchRecord, b: MatchRecord, { weights }: ScoreWith): DuplicateScore {
  const reasons: DuplicateReasonLine[] = [];
  if (a.emails.some(({ alias }) => b.emails.some((other) => other.alias === alias)))
    reasons.push({ signal: 'same-email-mailbox', weight: 16 });
  if (a.phones.some(({ number }) => b.phones.some((other) => other.number === number)))
    reasons.push({ signal: 'same-phone', weight: 8 });
  const sameName =
    a.given.length > 0 && a.given.every(({ form }) => b.given.some((other) => other.form === form));
  reasons.push(
    sameName ? { signal: 'same-name', weight: 14 } : { signal: 'different-given-name', weight: -8 },
  );
  const weight = reasons.reduce((sum, reason) => sum + reason.weight, weights.prior.stranger);
  return { weight, probability: 1 / (1 + 2 ** -weight), reasons };
}

/** Whether a pair is put before people. In bits: 0 is as likely as not. */
export const LEAST_WEIGHT = 0;

export function isLikelyDuplicate({ weight }: DuplicateScore): boolean {
  return weight >= LEAST_WEIGHT;
}
