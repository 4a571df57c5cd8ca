import type { PolicyNumbers } from '../policy/policy.ts';

export const PASSWORD_ADVICE = ['longer', 'less-common', 'good'] as const;
export type PasswordAdvice = (typeof PASSWORD_ADVICE)[number];

export type PasswordJudgement = {
  /** zxcvbn's, from 0 (guessed at once) to 4. */
  readonly score: number;
  readonly enough: boolean;
  readonly advice: PasswordAdvice;
};

/**
 * Whether a password may be set: as long as the numbers ask, and hard enough to guess. There are no rules on kinds of
 * characters. `length` counts code points. Source: NIST SP 800-63B-4, section 3.1.1.2.
 */
export function judgePassword(
  { length, score }: { readonly length: number; readonly score: number },
  { minimumLength, maximumLength, minimumScore }: PolicyNumbers['password'],
): PasswordJudgement {
  const longEnough = length >= minimumLength;
  const enough = longEnough && length <= maximumLength && score >= minimumScore;
  return { score, enough, advice: enough ? 'good' : longEnough ? 'less-common' : 'longer' };
}
