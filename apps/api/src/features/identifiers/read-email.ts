import { normaliseEmail, type NormalisedEmail } from '@relink/domain';
import { problem } from '../../platform/problems/problem.ts';
import { EMAIL_PROBLEM_TEXTS } from './email-problem-texts.ts';

/** An e-mail in its forms. Throws `invalid-input` with what is wrong as the error of the field `email`. */
export function readEmail(raw: string): Extract<NormalisedEmail, { ok: true }> {
  const email = normaliseEmail(raw);
  if (!email.ok) throw problem('invalid-input', { errors: { email: EMAIL_PROBLEM_TEXTS[email.code] } });
  return email;
}
