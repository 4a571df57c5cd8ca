import { count, day, money } from './formats.ts';

/** Intl puts a no-break space, a narrow one or none, as its version likes. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('money', () => {
  it('stands in its currency and in the language of the page', () => {
    expect(plain(money('1234.50', 'EUR', 'en'))).toBe('€1,234.50');
    expect(plain(money('125000', 'INR', 'gu'))).toMatch(/₹ ?1,25,000\.00/);
    expect(plain(money('1200', 'JPY', 'en'))).toBe('¥1,200');
  });

  it.each([
    ['12.00', 'shells', '12.00 shells'],
    ['12.00', '', '12.00'],
    ['a dozen', 'EUR', 'a dozen EUR'],
    ['', 'EUR', 'EUR'],
  ])('leaves %j in %j as written', (amount, currency, shown) =>
    expect(money(amount, currency, 'en')).toBe(shown),
  );
});

describe('days and numbers', () => {
  it('names the day in the language of the page and the reader’s time zone', () => {
    expect(day('2024-03-09T22:30:00.000Z', 'en', 'UTC')).toBe('March 9, 2024');
    expect(day('2024-03-09T22:30:00.000Z', 'gu', 'Asia/Kolkata')).toBe('10 માર્ચ, 2024');
  });

  it('leaves what is no instant as written', () => {
    expect(day('some day', 'en')).toBe('some day');
  });

  it('groups a whole number as the language does', () => {
    expect(count(1234567, 'en')).toBe('1,234,567');
    expect(count(1234567, 'gu')).toBe('12,34,567');
  });
});
