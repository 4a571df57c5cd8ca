import { readInstant } from './read-instant.ts';

/**
 * How a file writes its dates. `zoned` names the zone, as Shopify does; the others may leave it out, and are UTC then:
 * year, month and day in this order, or seconds since 1970.
 */
export const DATE_FORMATS = ['zoned', 'ymd', 'dmy', 'mdy', 'unix'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

export const DECIMAL_SIGNS = ['point', 'comma'] as const;
export type DecimalSign = (typeof DECIMAL_SIGNS)[number];

/** How the values of a file are read. */
export type Reading = {
  readonly dates: DateFormat;
  /** `plain`: a point, and nothing between the thousands. */
  readonly decimals: DecimalSign | 'plain';
  /** ISO 3166 alpha-2: where a phone is from whose row names no country. */
  readonly country: string | null;
  /** ISO 4217: of amounts whose row names no currency. */
  readonly currency?: string | null;
  /** `digits`: each row has an id, and it is a number. `any`: a row may go without, and is known by its e-mail or phone. */
  readonly ids: 'digits' | 'any';
};

export const SHOPIFY_READING: Reading = { dates: 'zoned', decimals: 'plain', country: null, ids: 'digits' };

const DATE = /^(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})\.?(?:[T, ]+(.+))?$/;
const TIME =
  /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d{1,9})?)? ?([ap])?\.?m?\.? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i;
/** Of a birth date or an expiry. */
const YEARS = { first: 1850, last: 2200 };
const UNIX = /^(\d{9,10})(?:\d{3})?$/;
const AMOUNT = /^-?\d{1,13}(?:\.\d{1,6})?$/;
const GROUPS = {
  point: /^-?\d{1,3}(?:[, ']\d{3})+(?:\.\d+)?$/,
  comma: /^-?\d{1,3}(?:[. ']\d{3})+(?:,\d+)?$/,
};
const SIGNS_OF_MONEY = /^[\p{Sc}\p{L}]{0,4}\s*|\s*[\p{Sc}\p{L}]{0,4}$/gu;

/** Reads a date with or without a time, in ISO 8601 in UTC. Null when it is none, or no day of the calendar. */
export function readDate(text: string, format: DateFormat): string | null {
  if (format === 'zoned') return readInstant(text);
  if (format === 'unix') {
    const seconds = UNIX.exec(text)?.[1];
    return seconds === undefined ? null : new Date(Number(seconds) * 1000).toISOString();
  }
  const written = writtenDay(text, format);
  if (written === null) return null;
  const time = written.rest === '' ? '00:00:00 +0000' : timeOf(written.rest);
  const [month, day] = [written.month, written.day].map((part) => String(part).padStart(2, '0'));
  return time === null ? null : readInstant(`${String(written.year)}-${month ?? ''}-${day ?? ''} ${time}`);
}

/**
 * Reads a day of the calendar as it is written, ISO 8601; a time behind it makes no difference. Null when it is none.
 */
export function readDay(text: string, format: DateFormat): string | null {
  const written = writtenDay(text, format === 'zoned' || format === 'unix' ? 'ymd' : format);
  if (written === null) return null;
  const { year, month, day } = written;
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay && year >= YEARS.first && year <= YEARS.last ? date.toISOString().slice(0, 10) : null;
}

/** Reads an amount of money as a decimal number with a point. An empty one is 0. Null when it is none. */
export function readAmount(text: string, sign: DecimalSign | 'plain'): string | null {
  if (text === '') return '0';
  if (AMOUNT.test(text) && sign !== 'comma') return text;
  if (sign === 'plain') return null;
  const bare = text
    .replace(SIGNS_OF_MONEY, '')
    .replace(/[\u00A0\u202F\u2019]/g, (c) => (c === '\u2019' ? "'" : ' '));
  const grouped = GROUPS[sign].test(bare);
  const separators = sign === 'point' ? /[, ']/g : /[. ']/g;
  const whole = grouped ? bare.replace(separators, '') : bare;
  const plain = sign === 'comma' ? (whole.includes('.') ? '' : whole.replace(',', '.')) : whole;
  return AMOUNT.test(plain) ? plain : null;
}

type WrittenDay = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly rest: string;
};

/** The parts of a date, and what follows it. */
function writtenDay(text: string, format: 'ymd' | 'dmy' | 'mdy'): WrittenDay | null {
  const parts = DATE.exec(text);
  if (parts === null) return null;
  const [, first = '', second = '', third = '', rest = ''] = parts;
  const [year, month, day] = {
    ymd: [first, second, third],
    dmy: [third, second, first],
    mdy: [third, first, second],
  }[format] as [string, string, string];
  if (year.length !== 4 || day.length > 2) return null;
  return { year: Number(year), month: Number(month), day: Number(day), rest: rest.trim() };
}

function timeOf(text: string): string | null {
  const parts = TIME.exec(text);
  if (parts === null) return null;
  const [, hour = '', minute = '', second = '00', half = '', zone = '+0000'] = parts;
  const hours = Number(hour);
  if (half !== '' && (hours < 1 || hours > 12)) return null;
  const of24 = half === '' ? hours : (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const named = /^(?:Z|UTC|GMT)$/i.test(zone) ? '+0000' : zone;
  return `${String(of24).padStart(2, '0')}:${minute}:${second} ${named}`;
}
