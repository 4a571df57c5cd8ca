import { foldText } from './words.ts';

/** One way to read an amount, in the currency's unit; `whole` when its fraction was left out. */
export type AmountReading = { readonly value: number; readonly whole: boolean };

/** What an amount as said can mean. */
export type SaidAmount = {
  /** A lone point or comma can be read two ways: "1.234" is 1234, or 1.234 where a unit has thousandths. */
  readonly readings: readonly AmountReading[];
  /** ISO 4217 codes that the sign or word said can stand for; null when no currency was said. */
  readonly currencies: readonly string[] | null;
};

const CURRENCY_SIGNS: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  euro: ['EUR'],
  euros: ['EUR'],
  '₹': ['INR'],
  rs: ['INR', 'PKR', 'LKR', 'NPR'],
  rupee: ['INR', 'PKR', 'LKR', 'NPR'],
  rupees: ['INR', 'PKR', 'LKR', 'NPR'],
  rp: ['IDR'],
  rupiah: ['IDR'],
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'TWD'],
  dollar: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD'],
  dollars: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD'],
  '£': ['GBP'],
  pounds: ['GBP'],
  '¥': ['CNY', 'JPY'],
  元: ['CNY', 'TWD', 'HKD'],
  yuan: ['CNY'],
  rmb: ['CNY'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
  kronor: ['SEK'],
};
const NUMBER = /\d[\d.,'’ ]*\d|\d/u;
/** Thousands parted by one kind of sign, also the Indian way (1,23,456). */
const ALL_GROUPS = /^\d{1,3}(?:(?:,\d{2,3})*,\d{3}|(?:\.\d{3})+)$/;
const ISO_CODE =
  /^(?:eur|inr|idr|usd|cad|aud|nzd|sgd|hkd|twd|gbp|cny|jpy|sek|nok|dkk|isk|chf|pkr|lkr|npr|mxn|myr|thb)$/;
/** More digits than any total has; also keeps the arithmetic exact. */
const MOST_DIGITS = 15;

/** Reads an amount in any notation (₹1,23,456.00; 1.234,56; 1 234 kr); null when it holds not exactly one number. */
export function readAmount(raw: string): SaidAmount | null {
  const text = foldText(raw).replace(/[-–]\s*$|[,.][-–]+/u, '');
  const [number] = NUMBER.exec(text) ?? [];
  if (number === undefined || number.replace(/\D/g, '').length > MOST_DIGITS) return null;
  const around = text.replace(number, ' ');
  if (/\d/.test(around)) return null;
  const readings = readNumber(number.replace(/['’ ]/gu, ''));
  return readings.length === 0 ? null : { readings, currencies: readCurrency(around) };
}

function readNumber(text: string): AmountReading[] {
  const separators = text.replace(/\d/g, '');
  const digits = Number(text.replace(/\D/g, ''));
  const last = separators.at(-1);
  if (last === undefined) return [{ value: digits, whole: true }];
  const readings: AmountReading[] = [];
  const fraction = text.slice(text.lastIndexOf(last) + 1);
  // The last sign, where it is the only one of its kind, may part the fraction.
  if (separators.indexOf(last) === separators.length - 1 && fraction.length <= 3)
    readings.push({ value: digits / 10 ** fraction.length, whole: false });
  if (ALL_GROUPS.test(text)) readings.push({ value: digits, whole: true });
  return readings;
}

function readCurrency(text: string): readonly string[] | null {
  const words = text.match(/[\p{Sc}]|\p{L}+/gu) ?? [];
  for (const word of words) {
    if (Object.hasOwn(CURRENCY_SIGNS, word)) return CURRENCY_SIGNS[word] ?? null;
    if (ISO_CODE.test(word)) return [word.toUpperCase()];
  }
  return null;
}
