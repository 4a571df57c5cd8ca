import type { PasswordJudgement, Refusal } from '@relink/domain';

/** The refusal of a password that may not be set, with what to do about it as its field's error. */
export function weakPassword(
  { advice }: PasswordJudgement,
  field: 'password' | 'next' = 'password',
): Refusal {
  const error = advice === 'longer' ? 'Make it longer.' : 'Use something less common.';
  return { code: 'password-too-weak', errors: { [field]: error } };
}
