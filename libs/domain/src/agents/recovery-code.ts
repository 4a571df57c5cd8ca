import { REFERENCE_ALPHABET } from '../cases/index.ts';

const LENGTH = 10;

/**
 * One half of the code by which an agent enrols after a recovery, from random bytes: `K7QMX-2X9DA`, some 46 bits. One admin
 * is told one half. Throws a RangeError on fewer than 10 bytes.
 */
export function recoveryHalf(randomBytes: Uint8Array): string {
  if (randomBytes.length < LENGTH) throw new RangeError(`A half needs ${String(LENGTH)} random bytes`);
  const symbols = [...randomBytes.slice(0, LENGTH)]
    .map((byte) => REFERENCE_ALPHABET.charAt(byte % REFERENCE_ALPHABET.length))
    .join('');
  return `${symbols.slice(0, LENGTH / 2)}-${symbols.slice(LENGTH / 2)}`;
}

/** The two halves as they were typed or pasted, in one spelling: case, spaces and dashes do not matter. */
export function normaliseRecoveryCode(raw: string): string {
  return raw
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '');
}

/** The spellings of a code from its two halves: whichever admin was asked first. */
export function recoveryCodes([one, other]: readonly [string, string]): readonly string[] {
  return [one + other, other + one].map(normaliseRecoveryCode);
}
