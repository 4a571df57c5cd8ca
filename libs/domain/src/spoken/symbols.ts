/** No look-alikes (0 O, 1 I L, 2 Z, 5 S, 8 B, U V) and no vowels, so that nothing made of it spells a word. */
export const SPOKEN_ALPHABET = '23456789CDFGHJKMNPQRTVWXY';

/** Letters that are not in the alphabet but are read for one that is. */
const READ_FOR: Readonly<Record<string, string>> = { Z: '2', S: '5', B: '8', U: 'V' };

/**
 * So many symbols to be said aloud, from random bytes. The alphabet's odd size leaves no bias to speak of where there is
 * at least one byte for each symbol. Throws a RangeError on fewer than `leastBytes` bytes.
 */
export function spokenSymbols(randomBytes: Uint8Array, length: number, leastBytes: number): string[] {
  if (randomBytes.length < leastBytes) {
    throw new RangeError(`${length} symbols need ${leastBytes} random bytes`);
  }
  const size = BigInt(SPOKEN_ALPHABET.length);
  let rest = randomBytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  const symbols: string[] = [];
  while (symbols.length < length) {
    symbols.push(SPOKEN_ALPHABET.charAt(Number(rest % size)));
    rest /= size;
  }
  return symbols;
}

/** Symbols as they are shown: two groups of as many, `K7QM-2X9D`. */
export function inTwoGroups(symbols: readonly string[]): string {
  const half = symbols.length / 2;
  return `${symbols.slice(0, half).join('')}-${symbols.slice(half).join('')}`;
}

/**
 * The symbols of what somebody typed or said. Case, spaces, dashes, dots and full-width forms do not matter, and Z S B U
 * are read as 2 5 8 V. What is none of the alphabet stays as it is.
 */
export function symbolsOf(raw: string): string[] {
  return [
    ...raw
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\p{Pd}_.]/gu, ''),
  ].map((symbol) => READ_FOR[symbol] ?? symbol);
}
