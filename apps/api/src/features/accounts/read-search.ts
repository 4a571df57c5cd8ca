import {
  normaliseEmail,
  normaliseOrderNumber,
  normaliseUsername,
  phoneSearchCandidates,
  romanisedName,
} from '@relink/domain';

/** What a search may mean, by its shape; asked in this order until one finds somebody. */
export type SearchReading =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'email'; readonly emails: readonly string[]; readonly alias: string | null }
  | { readonly by: 'phone'; readonly phones: readonly string[] }
  | {
      readonly by: 'exact';
      readonly orderNumber: string;
      readonly externalId: string;
      readonly username: string;
    }
  | { readonly by: 'name'; readonly name: string };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SHORTEST_NAME = 2;

/** Reads what somebody typed into the search. `countries` are those whose phones may lack their country. */
export function readSearch(q: string, countries: readonly string[]): SearchReading[] {
  const text = q.trim();
  if (UUID.test(text)) return [{ by: 'id', id: text.toLowerCase() }];
  const asWritten = text.toLowerCase().slice(0, 320);
  const readings: SearchReading[] = [];
  if (text.includes('@')) {
    const email = normaliseEmail(text);
    // An address that cannot be one is kept as it was written, and is found by that.
    readings.push({
      by: 'email',
      emails: email.ok ? [email.normalised, asWritten] : [asWritten],
      alias: email.ok ? email.alias : null,
    });
  }
  const phones = phoneSearchCandidates(text, countries);
  if (phones.length > 0 || looksDialled(text)) readings.push({ by: 'phone', phones: [...phones, asWritten] });
  const username = normaliseUsername(text);
  readings.push({
    by: 'exact',
    orderNumber: normaliseOrderNumber(text),
    externalId: text,
    username: username.ok ? username.normalised : '',
  });
  const name = romanisedName(text);
  if (/\p{L}/u.test(text) && name.length >= SHORTEST_NAME && !text.includes('@'))
    readings.push({ by: 'name', name });
  return readings;
}

function looksDialled(text: string): boolean {
  return /^[+(]?[\d\s().\-/]{6,}$/.test(text);
}
