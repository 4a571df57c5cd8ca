import fc from 'fast-check';
import { readAmount } from './amount.ts';
import { compareOrder } from './compare-order.ts';
import type { KnownOrder, OrderAnswer } from './compare-order.ts';
import { normaliseOrderNumber } from './order-number.ts';

const order = (number: string, placedAt: string, more: Partial<KnownOrder> = {}): KnownOrder => ({
  number,
  placedAt,
  paidAt: placedAt,
  total: '1234.56',
  currency: 'EUR',
  items: ['Trail running shoes 42', 'Phone case, clear'],
  ...more,
});

const last = order('#1003', '2024-05-17T12:00:00Z');
const orders = [
  order('#0990', '2022-01-05T12:00:00Z', { items: ['Chess set'], total: '20.00' }),
  order('#1001', '2024-02-10T12:00:00Z', { items: ['Ceramic tea set'], total: '185.34' }),
  last,
  order('#1002', '2024-03-11T12:00:00Z', {
    items: ['Filter coffee 500 g'],
    total: '150000',
    currency: 'IDR',
  }),
];

describe('the last order the caller names', () => {
  it.each<OrderAnswer>([
    { orderNumber: '#1003' },
    { orderNumber: '1003' },
    { orderNumber: ' # 1003 ' },
    { orderNumber: 'Order no. 1003' },
    { orderNumber: 'order #01003' },
    { orderNumber: '１００３' },
    { orderNumber: '૧૦૦૩' },
    { orderNumber: '1001' },
    { orderNumber: '1003', amount: '1234.56' },
    { itemWords: 'running shoes', month: '2024-05', amount: '1,234.56' },
    { itemWords: 'SHOE', month: '2024-05', amount: '€1.234,56' },
    { itemWords: 'trial runing shoes', month: '2024-05', amount: '1235' },
    { itemWords: 'a pair of shoes and a phone cover', month: '2024-05', amount: '1 234 euro' },
    { itemWords: 'shoes', month: '2024-05', paymentDay: 17 },
    { itemWords: 'shoes', month: '2024-05', amount: '1234,56', paymentDay: 17 },
    { itemWords: 'tea', month: '2024-02', amount: '185' },
    { itemWords: 'ceramic tea', month: '2024-02', amount: '186' },
    { itemWords: 'coffee', month: '2024-03', amount: 'Rp 150.000' },
  ])('%j is one of the last', (answer) => {
    expect(compareOrder(answer, orders)).toBe('match');
  });

  it.each<OrderAnswer>([
    { orderNumber: '1004' },
    { orderNumber: '100' },
    { orderNumber: '003' },
    // Older than the last few
    { orderNumber: '990' },
    { itemWords: 'chess', month: '2022-01', amount: '20' },
    // One thing is wrong
    { orderNumber: '1003', amount: '99' },
    { orderNumber: '1003', month: '2024-04' },
    { itemWords: 'shoes', month: '2024-04', amount: '1234.56' },
    { itemWords: 'shoes', month: '2023-05', amount: '1234.56' },
    { itemWords: 'coffee', month: '2024-05', amount: '1234.56' },
    { itemWords: 'shoes', month: '2024-05', amount: '1236' },
    { itemWords: 'shoes', month: '2024-05', amount: '1234.00' },
    { itemWords: 'shoes', month: '2024-05', amount: '₹1234.56' },
    { itemWords: 'shoes', month: '2024-05', amount: '1234 1235' },
    { itemWords: 'shoes', month: '2024-05', amount: 'not much' },
    { itemWords: 'shoes', month: '2024-05', paymentDay: 19 },
    { itemWords: 'shoes', month: '2024-05', amount: '1234.56', paymentDay: 15 },
    // Each fits another order
    { itemWords: 'tea', month: '2024-05', amount: '150000' },
    // Everything the shop sells
    { itemWords: 'mat kurta lamp pump tea duvet charger coffee shoes', month: '2024-05', amount: '1234.56' },
  ])('%j is not', (answer) => {
    expect(compareOrder(answer, orders)).toBe('mismatch');
  });

  it.each<OrderAnswer>([
    {},
    { orderNumber: ' # ' },
    { itemWords: 'shoes' },
    { itemWords: 'shoes', month: '2024-05' },
    { itemWords: 'shoes', amount: '1234.56' },
    { month: '2024-05', amount: '1234.56', paymentDay: 17 },
    { itemWords: 'a set of things, black', month: '2024-05', amount: '1234.56' },
    { itemWords: '', month: '2024-05', amount: '1234.56' },
    { itemWords: 'shoes', month: '2024-05', amount: ' ' },
  ])('%j is too little', (answer) => {
    expect(compareOrder(answer, orders)).toBe('too-little');
  });

  it('is right by the calendar of the caller, wherever that is, and by no other day', () => {
    const atMidnight = [order('#1', '2024-04-30T20:00:00Z')];
    const inMonth = (month: string, paymentDay: number) =>
      compareOrder({ itemWords: 'shoes', month, paymentDay }, atMidnight);
    expect(inMonth('2024-04', 30)).toBe('match');
    expect(inMonth('2024-05', 1)).toBe('match');
    expect(inMonth('2024-04', 29)).toBe('mismatch');
    expect(inMonth('2024-05', 2)).toBe('mismatch');
  });

  it('was never paid: no payment day is right', () => {
    const unpaid = [order('#1', '2024-04-10T12:00:00Z', { paidAt: null })];
    expect(compareOrder({ itemWords: 'shoes', month: '2024-04', paymentDay: 10 }, unpaid)).toBe('mismatch');
  });

  it('may be named without the prefix that the shop prints on every number', () => {
    const prefixed = [order('EN-01003', '2024-05-17T12:00:00Z')];
    expect(compareOrder({ orderNumber: '1003' }, prefixed)).toBe('match');
    expect(compareOrder({ orderNumber: 'en1003' }, prefixed)).toBe('mismatch');
    expect(compareOrder({ orderNumber: 'EN 01003' }, prefixed)).toBe('match');
    expect(compareOrder({ orderNumber: '100' }, prefixed)).toBe('mismatch');
  });

  it('may be named in another script than the shop writes', () => {
    const gujarati = [order('#1', '2024-04-10T12:00:00Z', { items: ['સાડી'] })];
    expect(compareOrder({ itemWords: 'sadi', month: '2024-04', paymentDay: 10 }, gujarati)).toBe('match');
    const chinese = [order('#1', '2024-04-10T12:00:00Z', { items: ['茶具'] })];
    expect(compareOrder({ itemWords: 'chaju', month: '2024-04', paymentDay: 10 }, chinese)).toBe('match');
  });

  it('is wrong where there is no order', () => {
    expect(compareOrder({ orderNumber: '1003' }, [])).toBe('mismatch');
  });

  it('never throws, whatever is typed or on file', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...Array.from('0123.,€$ rs-')) }),
    );
    const answer = fc.record(
      { orderNumber: text, itemWords: text, month: text, amount: text, paymentDay: fc.integer() },
      { requiredKeys: [] },
    );
    const known = fc.record({
      number: text,
      placedAt: fc.oneof(text, fc.constant('+275760-09-13T00:00:00Z'), fc.constant('2024-01-01T00:00:00Z')),
      paidAt: fc.option(text),
      total: text,
      currency: text,
      items: fc.array(text),
    });
    fc.assert(
      fc.property(answer, fc.array(known), (said, onFile) => {
        expect(['match', 'mismatch', 'too-little']).toContain(compareOrder(said, onFile));
      }),
    );
  });
});

describe('an amount as callers say it', () => {
  it.each<[said: string, values: number[]]>([
    ['1234', [1234]],
    ['1,234.56', [1234.56]],
    ['1.234,56', [1234.56]],
    ['1 234,56 kr', [1234.56]],
    ['1’234.50', [1234.5]],
    ['₹1,23,456', [123456]],
    ['Rs. 1,23,456.00', [123456]],
    ['Rs 500/-', [500]],
    ['185,-', [185]],
    ['1.234', [1.234, 1234]],
    ['1.234.567', [1234567]],
    ['12,5', [12.5]],
    ['૧૨૩', [123]],
  ])('%s', (said, values) => {
    expect(readAmount(said)?.readings.map(({ value }) => value)).toEqual(values);
  });

  it.each(['', 'free', '12 and 13', '1.2.3,4,5', '9'.repeat(20)])('%j is none', (said) => {
    expect(readAmount(said)).toBeNull();
  });

  it('names its currency or does not', () => {
    expect(readAmount('12')?.currencies).toBeNull();
    expect(readAmount('12 SEK')?.currencies).toEqual(['SEK']);
    expect(readAmount('US$ 12')?.currencies).toContain('USD');
  });
});

describe('a caller who means to hold the desk up', () => {
  it('is answered also where a huge order is compared with a long answer in another script', () => {
    const items = Array.from(
      { length: 500 },
      (_, i) => `special edition travel kettle number ${'abcdefghij'[i % 10]}x${i}`,
    );
    const huge = [1, 2, 3].map((n) => order(`#${n}`, last.placedAt, { items }));
    const itemWords = 'આશા પટેલ સોનલ '.repeat(14);
    expect(compareOrder({ itemWords, month: '2024-05', amount: '1' }, huge)).toBe('mismatch');
  });
});

describe('an order number', () => {
  it('has one form, also when normalised again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom(...Array.from('#no. 0123ÄßA-')) }),
        ),
        (raw) => {
          const once = normaliseOrderNumber(raw);
          expect(normaliseOrderNumber(once)).toBe(once);
        },
      ),
      { numRuns: 500 },
    );
  });
});
