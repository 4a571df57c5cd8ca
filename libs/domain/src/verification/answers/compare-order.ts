import type { AnswerResult } from '../rounds.ts';
import { readAmount } from './amount.ts';
import { closeByLength } from './close-word.ts';
import { tellingWords } from './item-words.ts';
import { normaliseOrderNumber } from './order-number.ts';
import { ANSWER_THRESHOLDS } from './thresholds.ts';
import { joinLike, sameWord } from './words.ts';

/** An order number; or words for the items, with the month and the amount or the day of payment. */
export type OrderAnswer = {
  readonly orderNumber?: string | undefined;
  readonly itemWords?: string | undefined;
  /** YYYY-MM */
  readonly month?: string | undefined;
  /** In any notation, with or without its currency. */
  readonly amount?: string | undefined;
  /** Day of the month on which it was paid, 1-31. */
  readonly paymentDay?: number | undefined;
};

/** An order on file. Instants are ISO 8601; `total` is a decimal number in `currency` (ISO 4217). */
export type KnownOrder = {
  readonly number: string;
  readonly placedAt: string;
  readonly paidAt: string | null;
  readonly total: string;
  readonly currency: string;
  readonly items: readonly string[];
};

const close = closeByLength(ANSWER_THRESHOLDS.order);
const HOUR = 3_600_000;
/** The last instant but a day that a Date can hold, in milliseconds. Source: ECMA-262, Time Values. */
const LAST_INSTANT = 8.64e15 - 24 * HOUR;
/** Decimal fractions are not exact in binary. */
const HALF_A_HUNDREDTH = 0.005;

/**
 * Whether the caller knows one of the account's last orders. All that was said must fit one order; neither an order
 * number nor items with month and amount or payment day is `too-little`. Older orders than the last few do not count.
 */
export function compareOrder(answer: OrderAnswer, onFile: readonly KnownOrder[]): AnswerResult {
  const number = normaliseOrderNumber(answer.orderNumber ?? '');
  if (number === '' && !describesAnOrder(answer)) return 'too-little';
  const recent = onFile
    .toSorted((a, b) => Date.parse(b.placedAt) - Date.parse(a.placedAt))
    .slice(0, ANSWER_THRESHOLDS.order.recentOrders);
  return recent.some((order) => fits(answer, number, order)) ? 'match' : 'mismatch';
}

function describesAnOrder({ itemWords, month, amount, paymentDay }: OrderAnswer): boolean {
  return (
    tellingWords(itemWords ?? '').length > 0 && isSaid(month) && (isSaid(amount) || paymentDay !== undefined)
  );
}

/** What was not said fits anything; what was said must be right, also beside a right order number. */
function fits(answer: OrderAnswer, number: string, order: KnownOrder): boolean {
  const { itemWords, month, amount, paymentDay } = answer;
  return (
    (number === '' || fitsNumber(number, order.number)) &&
    (!isSaid(itemWords) || fitsItems(itemWords, order.items)) &&
    (!isSaid(month) || calendarDays(order.placedAt).some((day) => day.slice(0, 7) === month.trim())) &&
    (!isSaid(amount) || fitsAmount(amount, order)) &&
    (paymentDay === undefined || fitsPaymentDay(paymentDay, order))
  );
}

/** Many shops print one prefix or suffix on every number (EN-1003), and callers leave it out. */
function fitsNumber(said: string, onFile: string): boolean {
  const known = normaliseOrderNumber(onFile);
  return known === said || (/^\d{3,}$/.test(said) && normaliseOrderNumber(known.replace(/\D/g, '')) === said);
}

function fitsItems(itemWords: string, items: readonly string[]): boolean {
  const known = items.flatMap(tellingWords);
  const said = joinLike(tellingWords(itemWords), known);
  const joined = joinLike(known, said);
  const found = said.filter((word) => joined.some((other) => sameWord(word, other, close))).length;
  return found > 0 && found >= ANSWER_THRESHOLDS.order.leastShareOfWords * said.length;
}

/** Exact, or without its fraction: rounded either way. */
function fitsAmount(amount: string, { total, currency }: KnownOrder): boolean {
  const said = readAmount(amount);
  if (said === null) return false;
  if (said.currencies !== null && currency !== '' && !said.currencies.includes(currency.toUpperCase()))
    return false;
  const known = Number(total);
  return said.readings.some(
    ({ value, whole }) =>
      Math.abs(value - known) < HALF_A_HUNDREDTH ||
      (whole && (value === Math.floor(known) || value === Math.ceil(known))),
  );
}

function fitsPaymentDay(day: number, order: KnownOrder): boolean {
  return order.paidAt !== null && calendarDays(order.paidAt).some((date) => Number(date.slice(8)) === day);
}

/** The dates (YYYY-MM-DD) that an instant had on the calendars of the shop's customers: at most two. */
function calendarDays(instant: string): string[] {
  const time = Date.parse(instant);
  if (!(Math.abs(time) < LAST_INSTANT)) return [];
  const { hoursBehindUtc, hoursAheadOfUtc } = ANSWER_THRESHOLDS.order;
  const days = [-hoursBehindUtc, hoursAheadOfUtc].map((hours) =>
    new Date(time + hours * HOUR).toISOString().slice(0, 10),
  );
  return [...new Set(days)];
}

function isSaid(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}
