import { inTwoGroups, SPOKEN_ALPHABET, spokenSymbols, symbolsOf } from '../spoken/index.ts';

export const REFERENCE_LENGTH = 8;

/** Random bytes a reference needs, at least: so many that the alphabet's odd size leaves no bias to speak of. */
export const REFERENCE_BYTES = 12;

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
  return inTwoGroups(spokenSymbols(randomBytes, 4, DESK_CODE_BYTES));
}

/**
 * A reference as somebody typed or said it, in its one spelling; null when it cannot be one.
 * Case, spaces, dashes and full-width forms do not matter, and Z S B U are read as 2 5 8 V.
 */
export function normaliseReference(raw: string): string | null {
  const symbols = symbolsOf(raw);
  const known = symbols.every((symbol) => SPOKEN_ALPHABET.includes(symbol));
  return known && symbols.length === REFERENCE_LENGTH ? inTwoGroups(symbols) : null;
}

function referenceFrom(randomBytes: Uint8Array): string {
  return inTwoGroups(spokenSymbols(randomBytes, REFERENCE_LENGTH, REFERENCE_BYTES));
}
