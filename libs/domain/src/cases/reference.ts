/** No look-alikes (0 O, 1 I L, 2 Z, 5 S, 8 B, U V) and no vowels, so that no reference spells a word. */
export const REFERENCE_ALPHABET = '23456789CDFGHJKMNPQRTVWXY';
export const REFERENCE_LENGTH = 8;

/** Random bytes a reference needs, at least: so many that the alphabet's odd size leaves no bias to speak of. */
export const REFERENCE_BYTES = 12;

/** Letters that are not in the alphabet but are read for one that is. */
const READ_FOR: Readonly<Record<string, string>> = { Z: '2', S: '5', B: '8', U: 'V' };

/**
 * A case's reference, to be said aloud: `K7QM-2X9D`. Throws a RangeError on fewer than REFERENCE_BYTES bytes.
 * It is not secret and need not be unguessable.
 */
export function caseReference(randomBytes: Uint8Array): string {
  return referenceFrom(randomBytes);
}

/** A challenge's reference, by which its page finds it. The code is the secret, not this. */
export function challengeReference(randomBytes: Uint8Array): string {
  return referenceFrom(randomBytes);
}

/** Random bytes a desk code needs, at least. */
export const DESK_CODE_BYTES = 8;

/**
 * The short code that an agent reads out and the customer sees in the message: `KM-7Q`. It proves the desk to the
 * customer, not the customer to the desk. Throws a RangeError on fewer than DESK_CODE_BYTES bytes.
 */
export function deskCode(randomBytes: Uint8Array): string {
  return grouped(symbolsFrom(randomBytes, 4, DESK_CODE_BYTES));
}

/**
 * A reference as somebody typed or said it, in its one spelling; null when it cannot be one.
 * Case, spaces, dashes and full-width forms do not matter, and Z S B U are read as 2 5 8 V.
 */
export function normaliseReference(raw: string): string | null {
  const symbols = [
    ...raw
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\p{Pd}_.]/gu, ''),
  ].map((symbol) => READ_FOR[symbol] ?? symbol);
  const known = symbols.every((symbol) => REFERENCE_ALPHABET.includes(symbol));
  return known && symbols.length === REFERENCE_LENGTH ? grouped(symbols) : null;
}

function referenceFrom(randomBytes: Uint8Array): string {
  return grouped(symbolsFrom(randomBytes, REFERENCE_LENGTH, REFERENCE_BYTES));
}

function symbolsFrom(randomBytes: Uint8Array, length: number, leastBytes: number): string[] {
  if (randomBytes.length < leastBytes) {
    throw new RangeError(`A reference needs ${leastBytes} random bytes`);
  }
  const size = BigInt(REFERENCE_ALPHABET.length);
  let rest = randomBytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  const symbols: string[] = [];
  while (symbols.length < length) {
    symbols.push(REFERENCE_ALPHABET.charAt(Number(rest % size)));
    rest /= size;
  }
  return symbols;
}

function grouped(symbols: readonly string[]): string {
  const half = symbols.length / 2;
  return `${symbols.slice(0, half).join('')}-${symbols.slice(half).join('')}`;
}
