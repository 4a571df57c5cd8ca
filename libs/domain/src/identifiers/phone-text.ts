import { foldDigits } from './fold-digits.ts';
import { withoutInvisibleCharacters } from './invisible-characters.ts';

/** A phone as written, reduced to its digits. */
export type PhoneText = {
  /** ASCII digits, after a `+` where the writer gave the country. */
  readonly dialled: string;
  /** The same without a trunk prefix in brackets, as in +44 (0)20; null when none was written. */
  readonly withoutBracketedZero: string | null;
};

/** Longer than any number with spaces, brackets and an extension; bounds the work on absurd input. */
const MAX_LENGTH = 80;
const LEADING_APOSTROPHES = /^['’‘`´\s]+/u;
const SCHEME = /^tel:/i;
const PARAMETERS = /;(?:ext|isub|phone-context)=.*$/i;
const EXTENSION = /[\s,]*(?:extension|extn?\.?|x|#|доб\.?|durchwahl)\s*[:.]?\s*\d{1,7}$/iu;
const BRACKETED_ZERO = /\(\s*0\s*\)/;
const FILLERS = /[\s().\-/\p{Pd}·•_]/gu;
const DIALLED = /^\+?\d{1,20}$/;

/** Reads a phone in any notation; null when it is not one. Whether the number can exist is not judged here. */
export function readPhoneText(raw: string): PhoneText | null {
  const trimmed = raw.trim();
  if (trimmed === '' || trimmed.length > MAX_LENGTH) return null;
  const text = foldDigits(withoutInvisibleCharacters(trimmed).normalize('NFKC'))
    // Shopify's exports put an apostrophe before a value that a spreadsheet would take for a number.
    .replace(LEADING_APOSTROPHES, '')
    .replace(SCHEME, '')
    .replace(PARAMETERS, '')
    .replace(EXTENSION, '');
  const dialled = toDialled(text);
  if (dialled === null) return null;
  const bracketed = BRACKETED_ZERO.test(text) ? toDialled(text.replace(BRACKETED_ZERO, '')) : null;
  return { dialled, withoutBracketedZero: bracketed };
}

/**
 * A leading `00` means `+` before anything else is asked: with Indonesia as the hint a parser would read
 * `0062…` by Indonesia's own dialling prefix and make a wrong, valid-looking number of it.
 */
function toDialled(text: string): string | null {
  const compact = text.replace(FILLERS, '').replace(/^\+?00/, '+');
  return DIALLED.test(compact) ? compact : null;
}
