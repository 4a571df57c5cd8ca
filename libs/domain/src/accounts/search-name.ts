import anyAscii from 'any-ascii';

/**
 * The stored text that a search by name compares by trigrams: lower case in Latin letters, then, for another script or
 * accents, the name as it is written.
 */
export function searchName(first: string, last = ''): string {
  const written = asOneLine(`${first} ${last}`.normalize('NFC'));
  const romanised = romanisedName(written);
  return romanised === written ? written : `${romanised} ${written}`;
}

/** A typed name as it is looked for in a {@link searchName}: its Latin letters alone, which every stored one begins with. */
export function romanisedName(typed: string): string {
  return asOneLine(anyAscii(asOneLine(typed.normalize('NFC'))));
}

function asOneLine(text: string): string {
  return text.toLowerCase().replace(/\s+/gu, ' ').trim();
}
