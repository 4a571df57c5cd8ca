// The `max` metadata hold the number ranges of every country and type. The smaller sets know lengths only, and would
// take a number that no network ever gave out for a login.
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode, PhoneNumber, PhoneNumberType } from 'libphonenumber-js/max';
import { readPhoneText } from './phone-text.ts';

export { foldDigits } from './fold-digits.ts';

export const PHONE_PROBLEMS = ['empty', 'not-a-phone', 'country-unknown', 'impossible'] as const;
export type PhoneProblem = (typeof PHONE_PROBLEMS)[number];

/** What a number may be. Only `mobile` can be counted on to take an SMS; `other` is paid, toll-free, a pager and the like. */
export type PhoneType = 'mobile' | 'fixed-line' | 'voip' | 'other';

export type NormalisedPhone =
  | {
      readonly ok: true;
      /** E.164, as in +46701234567. */
      readonly e164: string;
      /** ISO 3166 alpha-2; null for numbers of no country (satellite, international freephone). */
      readonly country: string | null;
      /** In North America a mobile cannot be told from a fixed line: both are given. */
      readonly types: readonly PhoneType[];
    }
  | { readonly ok: false; readonly code: PhoneProblem };

const TYPES: Readonly<Partial<Record<NonNullable<PhoneNumberType>, readonly PhoneType[]>>> = {
  MOBILE: ['mobile'],
  FIXED_LINE: ['fixed-line'],
  FIXED_LINE_OR_MOBILE: ['fixed-line', 'mobile'],
  VOIP: ['voip'],
};

/**
 * Brings a phone in any notation to E.164. `countryHint` (ISO 3166 alpha-2, any case; an unknown one is no hint) is
 * the country of its owner's address and is asked only about numbers written without their country.
 * A number that no network can have given out is refused as `impossible`. Source: Google's libphonenumber.
 */
export function normalisePhone(raw: string, countryHint?: string | null): NormalisedPhone {
  if (raw.trim() === '') return { ok: false, code: 'empty' };
  const text = readPhoneText(raw);
  if (text === null) return { ok: false, code: 'not-a-phone' };
  const country = asCountry(countryHint);
  if (country === undefined && !text.dialled.startsWith('+')) return { ok: false, code: 'country-unknown' };
  for (const dialled of [text.dialled, text.withoutBracketedZero]) {
    const phone = dialled === null ? null : validPhone(dialled, country);
    if (phone !== null) return phone;
  }
  return { ok: false, code: 'impossible' };
}

/**
 * The E.164 numbers that somebody may mean who says a phone in whatever notation: a number with its country is
 * one candidate at most; one without is tried in each of the shop's countries, and as if only its + were missing.
 * Valid ones only, without repeats, in the order of `countries`.
 */
export function phoneSearchCandidates(raw: string, countries: readonly string[]): string[] {
  const text = readPhoneText(raw);
  if (text === null) return [];
  const readings = text.dialled.startsWith('+')
    ? [normalisePhone(raw)]
    : [...countries.map((country) => normalisePhone(raw, country)), normalisePhone(`+${text.dialled}`)];
  return [...new Set(readings.flatMap((reading) => (reading.ok ? [reading.e164] : [])))];
}

function asCountry(hint: string | null | undefined): CountryCode | undefined {
  const code = hint?.trim().toUpperCase();
  return code !== undefined && isSupportedCountry(code) ? code : undefined;
}

function validPhone(dialled: string, country: CountryCode | undefined): NormalisedPhone | null {
  const phone: PhoneNumber | undefined = parsePhoneNumberFromString(
    dialled,
    country === undefined ? { extract: false } : { defaultCountry: country, extract: false },
  );
  // With these metadata a number has a type exactly when it is valid: one look-up instead of two.
  const type = phone?.getType();
  if (phone === undefined || type === undefined) return null;
  return { ok: true, e164: phone.number, country: phone.country ?? null, types: TYPES[type] ?? ['other'] };
}
