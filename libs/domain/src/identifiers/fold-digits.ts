const NON_ASCII = /[^\p{ASCII}]/u;
const DECIMAL_DIGIT = /\p{Nd}/u;
const NON_ASCII_DIGITS = /(?![0-9])\p{Nd}/gu;

/**
 * Writes every decimal digit of every script (full-width, Arabic, Devanagari, Gujarati, …) as 0-9.
 * Source: Unicode encodes each set of decimal digits as ten neighbours in order, so the distance from the
 * start of its unbroken run, modulo ten, is the digit's value.
 */
export function foldDigits(text: string): string {
  if (!NON_ASCII.test(text)) return text;
  return text.replace(NON_ASCII_DIGITS, (digit) => String(valueOf(digit.codePointAt(0) ?? 0)));
}

function valueOf(codePoint: number): number {
  let first = codePoint;
  while (DECIMAL_DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return (codePoint - first) % 10;
}
