import { getCountries } from 'libphonenumber-js/max';

const CODE = /^[A-Za-z]{2}$/;
/** What exports write that is no name of ISO 3166. */
const ALSO: Readonly<Record<string, string>> = {
  usa: 'US',
  'united states of america': 'US',
  uk: 'GB',
  'great britain': 'GB',
  'people s republic of china': 'CN',
};

let codes: ReadonlyMap<string, string> | undefined;

/** A country by its code or its English name, as ISO 3166 alpha-2; any other text in capitals, as it was written. */
export function readCountry(text: string): string {
  if (CODE.test(text) && text.toLowerCase() !== 'uk') return text.toUpperCase();
  if (text === '') return '';
  return (codes ??= namedCountries()).get(plain(text)) ?? text.toUpperCase();
}

function namedCountries(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const named = getCountries().map((code) => [plain(names.of(code) ?? code), code] as const);
  return new Map([...named, ...Object.entries(ALSO)]);
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}
