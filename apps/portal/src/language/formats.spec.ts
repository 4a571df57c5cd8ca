import { parsePhoneNumberWithError } from 'libphonenumber-js';
import { count, day, list, money, phone } from './formats.ts';

/** Intl puts a no-break space, a narrow one or none, as its version likes. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('money', () => {
  it('stands in its currency and in the language of the page', () => {
    expect(plain(money('1234.50', 'EUR', 'en'))).toBe('€1,234.50');
    expect(plain(money('125000', 'INR', 'gu'))).toMatch(/₹ ?1,25,000\.00/);
    expect(plain(money('1200', 'JPY', 'en'))).toBe('¥1,200');
    expect(plain(money('125000', 'IDR', 'id'))).toMatch(/^Rp 125\.000/);
    expect(plain(money('1234.50', 'SEK', 'sv'))).toBe('1 234,50 kr');
    expect(plain(money('1234.50', 'CNY', 'zh'))).toBe('¥1,234.50');
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
    expect(day('2024-03-09T22:30:00.000Z', 'id', 'Asia/Jakarta')).toBe('10 Maret 2024');
    expect(day('2024-03-09T22:30:00.000Z', 'sv', 'Europe/Stockholm')).toBe('9 mars 2024');
    expect(day('2024-03-09T22:30:00.000Z', 'zh', 'Asia/Shanghai')).toBe('2024年3月10日');
  });

  it('leaves what is no instant as written', () => {
    expect(day('some day', 'en')).toBe('some day');
  });

  it('groups a whole number as the language does', () => {
    expect(count(1234567, 'en')).toBe('1,234,567');
    expect(count(1234567, 'gu')).toBe('12,34,567');
    expect(count(1234567, 'id')).toBe('1.234.567');
    expect(plain(count(1234567, 'sv'))).toBe('1 234 567');
  });
});

describe('a list', () => {
  it.each([
    ['en', 'a, b, and c'],
    ['gu', 'a, b અને c'],
    ['id', 'a, b, dan c'],
    ['sv', 'a, b och c'],
    ['zh', 'a、b和c'],
  ])('is joined in %s as the language does', (language, joined) =>
    expect(list(['a', 'b', 'c'], language)).toBe(joined),
  );

  it('of one is that one', () => expect(list(['asha@example.com'], 'gu')).toBe('asha@example.com'));
});

describe('a phone number', () => {
  it.each([
    '+919241495129',
    '+6281234567890',
    '+628123456789',
    '+46701234567',
    '+8613800138000',
    '+447700900123',
    '+12015550123',
  ])('%s is grouped as its country does', (number) =>
    expect(plain(phone(number))).toBe(parsePhoneNumberWithError(number).formatInternational()),
  );

  it.each(['+4981234567', '+9112', 'asha.patel', 'asha@example.com', ''])('%j stays as written', (value) =>
    expect(phone(value)).toBe(value),
  );
});
