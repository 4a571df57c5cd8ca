import { type NewPhoneProblem, readNewPhone } from '@relink/domain';
import { problem } from '../../platform/problems/problem.ts';

/** A phone as it was typed, and in E.164. */
export type Phone = { readonly value: string; readonly normalised: string };

/** What is wrong with a number, in the words of a field error. */
const PHONE_PROBLEM_TEXTS: Readonly<Record<NewPhoneProblem, string>> = {
  empty: 'Type a mobile number.',
  'not-a-phone': 'This is not a phone number.',
  'country-unknown': 'Begin with + and the country’s code.',
  impossible: 'There is no such number. Check it, and begin with + and the country’s code.',
  'not-mobile': 'Type a mobile number: the code comes by SMS.',
};

/** A number that may become a login. Throws `invalid-input` with what is wrong as the error of the field `phone`. */
export function readPhone(raw: string, shopCountries: readonly string[]): Phone {
  const phone = readNewPhone(raw, shopCountries);
  if (!phone.ok) throw problem('invalid-input', { errors: { phone: PHONE_PROBLEM_TEXTS[phone.code] } });
  return { value: phone.e164, normalised: phone.e164 };
}
