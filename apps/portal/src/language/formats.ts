/** An amount such as `1234.50` in its currency; as written when the amount or the currency is not one. */
export function money(amount: string, currency: string, language: string): string {
  const value = Number(amount);
  if (amount.trim() === '' || !Number.isFinite(value)) return `${amount} ${currency}`.trim();
  try {
    return new Intl.NumberFormat(language, { style: 'currency', currency }).format(value);
  } catch {
    return `${amount} ${currency}`.trim();
  }
}

/** The day of an ISO instant in the reader's own time zone; as written when it is no instant. */
export function day(instant: string, language: string, timeZone?: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', ...(timeZone ? { timeZone } : {}) }).format(
    at,
  );
}

/** The day and the time of an ISO instant in the reader's own time zone; as written when it is no instant. */
export function moment(instant: string, language: string, timeZone?: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const zone = timeZone ? { timeZone } : {};
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', ...zone }).format(at);
}

/** A whole number in the reader's language. */
export function count(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}

/** Several things as a list in a sentence: `a, b and c`. */
export function list(items: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(items);
}

/**
 * How mobile numbers are grouped where most customers live. The numbering plans of the world, which the api has, are ten
 * times as large as the portal.
 */
const GROUPED: readonly (readonly [RegExp, string])[] = [
  [/^\+91(\d{5})(\d{5})$/, '+91 $1 $2'],
  [/^\+62(8\d\d)(\d{3,4})(\d{3,4})$/, '+62 $1 $2 $3'],
  [/^\+46(7\d)(\d{3})(\d\d)(\d\d)$/, '+46 $1 $2 $3 $4'],
  [/^\+86(1\d\d)(\d{4})(\d{4})$/, '+86 $1 $2 $3'],
  [/^\+44(7\d{3})(\d{6})$/, '+44 $1 $2'],
  [/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3'],
];

/** A phone number of the form `+919241495129`, grouped as people read it; any other, and an e-mail, as written. */
export function phone(value: string): string {
  const known = GROUPED.find(([shape]) => shape.test(value));
  // No line ends within a number.
  return known ? value.replace(known[0], known[1]).replace(/ /g, '\u00a0') : value;
}
