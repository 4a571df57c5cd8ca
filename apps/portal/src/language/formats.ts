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

/** A whole number in the reader's language. */
export function count(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}
