import { normalisePhone, type PhoneProblem } from './normalise-phone.ts';

/** Why a number cannot become a login. `not-mobile`: a code by SMS cannot be counted on to arrive, or costs a premium. */
export const NEW_PHONE_PROBLEMS = [
  'empty',
  'not-a-phone',
  'country-unknown',
  'impossible',
  'not-mobile',
] as const satisfies readonly (PhoneProblem | 'not-mobile')[];
export type NewPhoneProblem = (typeof NEW_PHONE_PROBLEMS)[number];

/** A number that may become a login, in E.164, or why not. */
export type NewPhone =
  { readonly ok: true; readonly e164: string } | { readonly ok: false; readonly code: NewPhoneProblem };

/**
 * Reads the number that is to sign in to an account. One without its country is read in each of the shop's countries, the
 * likeliest first (ISO 3166 alpha-2); the first that is a mobile's counts. Paid, toll-free and fixed lines are refused.
 */
export function readNewPhone(raw: string, countries: readonly string[]): NewPhone {
  const readings = [...countries, null].map((country) => normalisePhone(raw, country));
  const valid = readings.flatMap((reading) => (reading.ok ? [reading] : []));
  const mobile = valid.find(({ types }) => types.includes('mobile'));
  if (mobile !== undefined) return { ok: true, e164: mobile.e164 };
  if (valid.length > 0) return { ok: false, code: 'not-mobile' };
  const [problem] = readings.flatMap((reading) => (reading.ok ? [] : [reading.code]));
  return { ok: false, code: problem ?? 'impossible' };
}
