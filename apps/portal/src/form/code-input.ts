/** How many digits a code has. */
export const CODE_LENGTH = 6;

const DIGIT = /^\p{Nd}$/u;

/** A digit of any script as 0-9. Unicode keeps the ten digits of a script in a row, runs of ten one after another. */
function plainDigit(digit: string): string {
  const at = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(at - before - 1))) before += 1;
  return String(before % 10);
}

/**
 * What was typed or pasted, as at most six digits 0-9. Where a whole message was pasted, the group of six digits in it
 * counts, be it written `123456`, `123 456` or `123-456`, in whichever script's digits.
 */
export function normaliseCode(typed: string): string {
  const plain = Array.from(typed.normalize('NFKC'), (sign) =>
    DIGIT.test(sign) ? plainDigit(sign) : sign,
  ).join('');
  const group = /(?:^|\D)(\d{3}[\s\u2010-\u2015-]?\d{3})(?!\d)/.exec(plain)?.[1];
  return (group ?? plain).replace(/\D/g, '').slice(0, CODE_LENGTH);
}
