import { inTwoGroups, spokenSymbols, symbolsOf } from '../spoken/index.ts';

const LENGTH = 10;

/**
 * One half of the code by which an agent enrols after a recovery, from random bytes: `K7QMX-2X9DC`, some 46 bits. One admin
 * is told one half. Throws a RangeError on fewer than 10 bytes.
 */
export function recoveryHalf(randomBytes: Uint8Array): string {
  return inTwoGroups(spokenSymbols(randomBytes, LENGTH, LENGTH));
}

/** The two halves as they were typed or pasted, in one spelling: what a reference forgives is forgiven here too. */
export function normaliseRecoveryCode(raw: string): string {
  return symbolsOf(raw).join('');
}

/** The spellings of a code from its two halves: whichever admin was asked first. */
export function recoveryCodes([one, other]: readonly [string, string]): readonly string[] {
  return [one + other, other + one].map(normaliseRecoveryCode);
}
