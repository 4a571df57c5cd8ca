import {
  normaliseEmail,
  normaliseOrderNumber,
  normaliseUsername,
  phoneSearchCandidates,
  romanisedName,
  type SecondDetail,
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
  | { readonly by: 'name'; readonly name: string; readonly detail: SecondDetail | null };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SHORTEST_NAME = 2;

/**
 * Reads what somebody typed into the search, each reading when it is asked for: parsing phones is work that a search
 * by e-mail is spared. `countries` are those whose phones may lack their country; `detail` narrows a name.
 */
export function* readSearch(
  q: string,
  countries: readonly string[],
  detail: SecondDetail | null,
): Generator<SearchReading, void> {
  const text = q.trim();
  if (UUID.test(text)) {
    yield { by: 'id', id: text.toLowerCase() };
    return;
  }
  const asWritten = text.toLowerCase().slice(0, 320);
  if (text.includes('@')) {
    const email = normaliseEmail(text);
    // An address that cannot be one is kept as it was written, and is found by that.
    yield {
      by: 'email',
      emails: email.ok ? [email.normalised, asWritten] : [asWritten],
      alias: email.ok ? email.alias : null,
    };
  }
  const phones = phoneSearchCandidates(text, countries);
  if (phones.length > 0 || looksDialled(text)) yield { by: 'phone', phones: [...phones, asWritten] };
  const username = normaliseUsername(text);
  yield {
    by: 'exact',
    orderNumber: normaliseOrderNumber(text),
    externalId: text,
    username: username.ok ? username.normalised : '',
  };
  const name = romanisedName(text);
  if (/\p{L}/u.test(text) && name.length >= SHORTEST_NAME && !text.includes('@'))
    yield { by: 'name', name, detail };
}

function looksDialled(text: string): boolean {
  return /^[+(]?[\d\s().\-/]{6,}$/.test(text);
}
