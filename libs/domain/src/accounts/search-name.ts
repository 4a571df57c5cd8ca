import anyAscii from 'any-ascii';

/**
 * The text that a search by name compares by trigrams, for what is stored and for what is asked alike: lower case in
 * Latin letters, then, for another script or accents, the name as it is written, so that both ways of typing it find it.
 */
export function searchName(first: string, last = ''): string {
  const written = `${first} ${last}`.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
  const romanised = anyAscii(written).toLowerCase().replace(/\s+/g, ' ').trim();
  return romanised === written ? written : `${romanised} ${written}`;
}
