import { foldText } from './words.ts';

/**
 * A postcode for comparing: ASCII capitals and digits only, without a country prefix (SE-184 30, D-10115) and
 * without the leading zeros that spreadsheets lose. Empty when nothing is left.
 */
export function normalisePostcode(raw: string): string {
  return foldText(raw)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^[A-Z]{1,2}(?=\d{4,}$)/, '')
    .replace(/^0+(?=\d{3,}$)/, '');
}

/** Both normalised. An American ZIP+4 is its ZIP. */
export function samePostcode(a: string, b: string): boolean {
  if (a === b) return a !== '';
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return /^\d{4,5}$/.test(shorter) && /^\d{8,9}$/.test(longer) && longer.slice(0, -4) === shorter;
}
