import fc from 'fast-check';
import { DATE_FORMATS, DECIMAL_SIGNS, type DateFormat, readAmount, readDate } from './reading.ts';
import { readCountry } from './read-country.ts';

describe('a date of a file', () => {
  test.each([
    ['2021-05-30', 'ymd', '2021-05-30T00:00:00.000Z'],
    ['2021/5/3 14:05', 'ymd', '2021-05-03T14:05:00.000Z'],
    ['2021-05-30T14:05:06Z', 'ymd', '2021-05-30T14:05:06.000Z'],
    ['2021-05-30 14:05:06 +0200', 'ymd', '2021-05-30T12:05:06.000Z'],
    ['30/05/2021', 'dmy', '2021-05-30T00:00:00.000Z'],
    ['30.5.2021 9.05', 'dmy', '2021-05-30T09:05:00.000Z'],
    ['05/30/2021 2:05 PM', 'mdy', '2021-05-30T14:05:00.000Z'],
    ['05/30/2021 12:05 am', 'mdy', '2021-05-30T00:05:00.000Z'],
    ['1622376300', 'unix', '2021-05-30T12:05:00.000Z'],
    ['1622376300000', 'unix', '2021-05-30T12:05:00.000Z'],
  ] as const)('%s (%s) is %s', (text, format, instant) => {
    expect(readDate(text, format)).toBe(instant);
  });

  test.each([
    ['30/05/2021', 'mdy'],
    ['05/30/2021', 'dmy'],
    ['30/02/2021', 'dmy'],
    ['2021-05-30 25:00', 'ymd'],
    ['30/05/21', 'dmy'],
    ['2021-05-30', 'zoned'],
    ['soon', 'ymd'],
    ['', 'ymd'],
  ] as const)('%s (%s) is none', (text, format) => {
    expect(readDate(text, format)).toBeNull();
  });

  test('any day that is written in a format is read as that day, and no text throws', () => {
    const day = fc.date({
      min: new Date(Date.UTC(1991, 0, 1)),
      max: new Date(Date.UTC(2199, 0, 1)),
      noInvalidDate: true,
    });
    const written = (date: Date, format: DateFormat) => {
      const [year = '', month = '', date2 = ''] = date.toISOString().slice(0, 10).split('-');
      return { ymd: [year, month, date2], dmy: [date2, month, year], mdy: [month, date2, year] }[
        format as 'ymd'
      ].join('/');
    };
    fc.assert(
      fc.property(day, fc.constantFrom('ymd' as const, 'dmy' as const, 'mdy' as const), (date, format) => {
        expect(readDate(written(date, format), format)?.slice(0, 10)).toBe(date.toISOString().slice(0, 10));
      }),
    );
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(...DATE_FORMATS),
        (text, format) => void readDate(text, format),
      ),
    );
  });
});

describe('an amount of a file', () => {
  test.each([
    ['1234.5', 'point', '1234.5'],
    ['1,234.50', 'point', '1234.50'],
    ['$ 1,234.50', 'point', '1234.50'],
    ['₹1234', 'point', '1234'],
    ['1.234,50', 'comma', '1234.50'],
    ['1 234,50 kr', 'comma', '1234.50'],
    ['-9,90', 'comma', '-9.90'],
    ['', 'comma', '0'],
  ] as const)('%s (%s) is %s', (text, sign, amount) => {
    expect(readAmount(text, sign)).toBe(amount);
  });

  test.each([
    ['1.234,50', 'point'],
    ['1,234.50', 'comma'],
    ['12,34', 'point'],
    ['1,000.00', 'plain'],
    ['free', 'point'],
    ['1e5', 'point'],
  ] as const)('%s (%s) is none', (text, sign) => {
    expect(readAmount(text, sign)).toBeNull();
  });

  test('what is read is a decimal number', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...DECIMAL_SIGNS), (text, sign) => {
        expect(readAmount(text, sign) ?? '0').toMatch(/^-?\d+(\.\d+)?$/);
      }),
    );
  });
});

test.each([
  ['us', 'US'],
  ['United States', 'US'],
  ['UK', 'GB'],
  ['India', 'IN'],
  ['Atlantis', 'ATLANTIS'],
  ['', ''],
])('the country %j is %j', (text, code) => {
  expect(readCountry(text)).toBe(code);
});
