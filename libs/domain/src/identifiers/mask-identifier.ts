import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { IdentifierKind } from './identifier.ts';
import { withoutInvisibleCharacters } from './invisible-characters.ts';

export { withoutInvisibleCharacters } from './invisible-characters.ts';

/** Always as many, so that a mask never tells the length of what it hides. */
const DOTS = '•••';
const LONG_ENOUGH_FOR_THREE_DIGITS = 9;
const LONG_ENOUGH_FOR_TWO_DIGITS = 6;
const MOST_WORDS_SHOWN = 3;
/** Masking is done for each identifier of each result: what is plain is masked without the tools for what is not. */
const E164 = /^\+\d{8,15}$/;
const PLAIN_START = /^[!-~](?:[ -~]|$)/;
const CALLING_CODES: ReadonlySet<string> = new Set(
  getCountries().map((country) => getCountryCallingCode(country)),
);
/** One of their characters is often a whole given or family name: 王 伟 would stand there in clear. */
const SYLLABLES = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const LETTERS = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** What an agent may see of an identifier before the caller is verified: enough to say which one, never to use it. */
export function maskIdentifier(kind: IdentifierKind, value: string): string {
  if (kind === 'email') return maskEmail(value);
  if (kind === 'phone') return maskPhone(value);
  return maskWord(value);
}

/** `asha.patel@gmail.com` → `a•••@g•••.com`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 0) return maskWord(email);
  const domain = email.slice(at + 1);
  const dot = domain.lastIndexOf('.');
  const topLevel = dot < 0 ? '' : withoutInvisibleCharacters(domain.slice(dot));
  return `${maskWord(email.slice(0, at))}@${maskWord(domain)}${topLevel}`;
}

/** `+919241495129` → `+91 ••••• ••129`; two last digits of a short number, and of one kept as written. */
export function maskPhone(phone: string): string {
  const parts = partsOfE164(phone) ?? partsOfPhone(phone);
  if (parts === null) {
    const digits = phone.replace(/\D/g, '');
    return digits.length < LONG_ENOUGH_FOR_TWO_DIGITS ? DOTS : `••••• ••${digits.slice(-2)}`;
  }
  const { callingCode, national } = parts;
  const shown = national.length >= LONG_ENOUGH_FOR_THREE_DIGITS ? 3 : 2;
  return `+${callingCode} ••••• ••${national.slice(-shown)}`;
}

type PhoneParts = { readonly callingCode: string; readonly national: string };

/** No calling code is the beginning of another. */
function partsOfE164(phone: string): PhoneParts | null {
  if (!E164.test(phone)) return null;
  const callingCode = [1, 2, 3]
    .map((length) => phone.slice(1, 1 + length))
    .find((code) => CALLING_CODES.has(code));
  return callingCode === undefined ? null : { callingCode, national: phone.slice(1 + callingCode.length) };
}

function partsOfPhone(phone: string): PhoneParts | null {
  const parsed = parsePhoneNumberFromString(phone, { extract: false });
  return parsed === undefined
    ? null
    : { callingCode: parsed.countryCallingCode, national: parsed.nationalNumber };
}

/**
 * `Asha Patel` → `A••• P•••`: the first letter, as its reader counts letters, of each of the first words. Where one
 * character may be all of a name, none is shown.
 */
export function maskName(name: string): string {
  const words = withoutInvisibleCharacters(name)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return words.length === 0 ? '' : words.slice(0, MOST_WORDS_SHOWN).map(maskWord).join(' ');
}

function maskWord(word: string): string {
  if (PLAIN_START.test(word)) return `${word.charAt(0)}${DOTS}`;
  const visible = withoutInvisibleCharacters(word).trim();
  return SYLLABLES.test(visible) ? DOTS : `${firstLetter(visible)}${DOTS}`;
}

function firstLetter(text: string): string {
  const [first] = LETTERS.segment(text.slice(0, 32));
  return first?.segment ?? '';
}
