const WRITTEN =
  /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)? ?(Z|UTC|([+-])(\d\d):?(\d\d))$/;
const YEARS = { first: 1990, last: 2200 };

/**
 * Reads an instant as Shopify writes it, such as `2021-01-01 01:33:58 +0530`, and gives it in ISO 8601 in UTC, to the
 * second. Null when it is none, or no day of the calendar: 30 February is not quietly made 2 March.
 */
export function readInstant(text: string): string | null {
  const parts = WRITTEN.exec(text);
  if (parts === null) return null;
  const [year, month, day, hour, minute] = [1, 2, 3, 4, 5].map((at) => Number(parts[at]));
  if (year === undefined || month === undefined || day === undefined) return null;
  if (hour === undefined || minute === undefined) return null;
  const second = Number(parts[6] ?? '0');
  if (year < YEARS.first || year > YEARS.last || hour > 23 || minute > 59 || second > 59) return null;
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day) return null;
  const hours = Number(parts[9] ?? '0');
  const minutes = Number(parts[10] ?? '0');
  if (hours > 14 || minutes > 59) return null;
  const offset = (hours * 60 + minutes) * (parts[8] === '-' ? -1 : 1);
  return new Date(local.getTime() - offset * 60_000).toISOString();
}
