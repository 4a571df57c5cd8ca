import type { Money } from './merge-facts.ts';

const AMOUNT = /^(-?)(\d+)(?:\.(\d{1,2}))?$/;

/** A decimal text of at most two places as whole hundredths: exact for any number of digits. A RangeError for anything else. */
export function hundredths(amount: string): bigint {
  const [, sign, whole, places = ''] = AMOUNT.exec(amount) ?? [];
  if (whole === undefined) throw new RangeError('Not an amount of at most two decimal places.');
  const value = BigInt(whole) * 100n + BigInt(places.padEnd(2, '0'));
  return sign === '-' ? -value : value;
}

/** Whole hundredths as a decimal text of two places. */
export function amountOf(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Amounts added per currency, in the order of the currencies, without those that come to nothing; currencies stay apart. */
export function addMoney(...lists: readonly (readonly Money[])[]): Money[] {
  const sums = new Map<string, bigint>();
  for (const { currency, amount } of lists.flat())
    sums.set(currency, (sums.get(currency) ?? 0n) + hundredths(amount));
  return [...sums]
    .filter(([, sum]) => sum !== 0n)
    .map(([currency, sum]) => ({ currency, amount: amountOf(sum) }))
    .toSorted((one, other) => inOrder(one.currency, other.currency));
}

/** The same amounts with the other sign, to be taken off by adding. */
export function negative(credits: readonly Money[]): Money[] {
  return credits.map(({ currency, amount }) => ({ currency, amount: amountOf(-hundredths(amount)) }));
}

/** Orders two texts by their code units: the same on every machine, as a plan that is hashed needs it. */
export function inOrder(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** Orders things by their ids. */
export function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return inOrder(one.id, other.id);
}
