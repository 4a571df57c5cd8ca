import fc from 'fast-check';
import { normalisePhone, phoneSearchCandidates } from './normalise-phone.ts';

const e164 = (raw: string, hint?: string) => {
  const phone = normalisePhone(raw, hint);
  return phone.ok ? phone.e164 : phone.code;
};

describe('a phone in whatever notation the shop stored it', () => {
  it.each<[raw: string, hint: string | undefined, expected: string]>([
    // Shopify's export
    ["'+6281336666801", undefined, '+6281336666801'],
    ["'+14155598520", 'US', '+14155598520'],
    ['0014155598520', 'US', '+14155598520'],
    ['006281366944766', 'ID', '+6281366944766'],
    ["'006281366944766", 'ID', '+6281366944766'],
    ['00919767618608', 'IN', '+919767618608'],
    ['+91-924-1495129', 'IN', '+919241495129'],
    ['+46 70577 9598', 'SE', '+46705779598'],
    // A leading 00 is a plus, whatever the hint's own dialling prefix
    ['00 62 813-6694-4766', 'ID', '+6281366944766'],
    ['0086 138 1234 5678', 'ID', '+8613812345678'],
    ['(00) 62 813 6694 4766', 'ID', '+6281366944766'],
    ['+006281366944766', 'ID', '+6281366944766'],
    ['0091 92414 95129', 'US', '+919241495129'],
    ['0046 (0)70 123 45 67', 'DE', '+46701234567'],
    // Indonesia
    ['0812 3456 789', 'ID', '+628123456789'],
    ['0812-3456-7890', 'ID', '+6281234567890'],
    ['812-3456-7890', 'ID', '+6281234567890'],
    ['6281234567890', 'ID', '+6281234567890'],
    ['+62 (0)812 3456 7890', undefined, '+6281234567890'],
    ['(021) 5794 1234', 'ID', '+622157941234'],
    // India
    ['92414 95129', 'IN', '+919241495129'],
    ['092414 95129', 'IN', '+919241495129'],
    ['919241495129', 'IN', '+919241495129'],
    ['૯૨૪૧૪૯૫૧૨૯', 'IN', '+919241495129'],
    ['९२४१४ ९५१२९', 'IN', '+919241495129'],
    ['+९१ ९२४१४ ९५१२९', undefined, '+919241495129'],
    ['079 2658 1234', 'IN', '+917926581234'],
    // Sweden, Germany, Britain
    ['070-123 45 67', 'SE', '+46701234567'],
    ['070.123.45.67', 'SE', '+46701234567'],
    ['+46 (0)70-123 45 67', undefined, '+46701234567'],
    ['08-123 456 78', 'SE', '+46812345678'],
    ['0151 21932822', 'DE', '+4915121932822'],
    ['0151/21932822', 'DE', '+4915121932822'],
    ['+49 (0) 151 21932822', undefined, '+4915121932822'],
    ['030 901820', 'DE', '+4930901820'],
    ['07911 123456', 'GB', '+447911123456'],
    ['+44 (0)20 7946 0958', undefined, '+442079460958'],
    ['020 7946 0958', 'GB', '+442079460958'],
    // America, China, Italy (whose leading zero belongs to the number)
    ['(415) 559-8520', 'US', '+14155598520'],
    ['1-415-559-8520', 'US', '+14155598520'],
    ['011 44 20 7946 0958', 'US', '+442079460958'],
    ['+1 (415) 559-8520 ext. 12', undefined, '+14155598520'],
    ['(415) 559-8520 x12', 'US', '+14155598520'],
    ['138 1234 5678', 'CN', '+8613812345678'],
    ['+８６ １３８ １２３４ ５６７８', undefined, '+8613812345678'],
    ['010-6552 9988', 'CN', '+861065529988'],
    ['06 6982 1234', 'IT', '+390669821234'],
    ['+39 06 6982 1234', undefined, '+390669821234'],
    // Links, other scripts, address books
    ['tel:+46-70-123-45-67', undefined, '+46701234567'],
    ['tel:+14155598520;ext=12', undefined, '+14155598520'],
    ['+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧', undefined, '+966501234567'],
    ['\u202A+91 92414 95129\u202C', undefined, '+919241495129'],
    ['\u2068070\u2011123\u00A045\u00A067\u2069', 'se', '+46701234567'],
    // Refused
    ['', 'IN', 'empty'],
    ['   ', 'IN', 'empty'],
    ['call after six', 'IN', 'not-a-phone'],
    ['9.19241E+11', 'IN', 'not-a-phone'],
    ['<b>+919241495129</b>', 'IN', 'not-a-phone'],
    [`+91 ${'9'.repeat(100)}`, 'IN', 'not-a-phone'],
    ['92414 95129', undefined, 'country-unknown'],
    ['92414 95129', 'India', 'country-unknown'],
    ['+91 12345', undefined, 'impossible'],
    ['+1 415 055 0000', undefined, 'impossible'],
    ['+1 000 000 0000', undefined, 'impossible'],
    ['+999 123456789', undefined, 'impossible'],
    ['1234', 'SE', 'impossible'],
    ['000000000000', 'IN', 'impossible'],
    ['+9192414951290000', undefined, 'impossible'],
    ['92414 95129 / 94098 26435', 'IN', 'impossible'],
  ])('%s with hint %s is %s', (raw, hint, expected) => {
    expect(e164(raw, hint)).toBe(expected);
  });

  it('says what a number may be, so that no code is sent to a paid line', () => {
    expect(normalisePhone('+46701234567')).toMatchObject({ types: ['mobile'], country: 'SE' });
    expect(normalisePhone('+46812345678')).toMatchObject({ types: ['fixed-line'] });
    expect(normalisePhone('+14155598520')).toMatchObject({ types: ['fixed-line', 'mobile'] });
    expect(normalisePhone('+18005551234')).toMatchObject({ types: ['other'] });
  });

  it('never throws, and what it accepted stays as it is', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...Array.from('+0123456789 ()-./૯٣９')) }),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('IN', 'ID', 'SE', 'DE', 'US', 'CN', undefined), (raw, hint) => {
        const phone = normalisePhone(raw, hint);
        if (phone.ok) expect(normalisePhone(phone.e164, hint)).toEqual(phone);
      }),
    );
  });

  it('reads a mobile the same with a plus, with 00, with an apostrophe and with any separators', () => {
    const separators = fc.array(fc.constantFrom('', ' ', '-', '.', '/'), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.constantFrom('+919241495129', '+6281336666801', '+46701234567', '+4915121932822'),
        fc.constantFrom('+', '00', "'+", "'00", '+00'),
        fc.constantFrom('ID', 'US', 'IN', undefined),
        separators,
        (number, prefix, hint, between) => {
          const digits = [...number.slice(1)].map((digit, i) => digit + (between[i] ?? '')).join('');
          expect(e164(prefix + digits, hint)).toBe(number);
        },
      ),
    );
  });
});

describe('a phone the caller says, searched', () => {
  it('is tried in each of the countries of the shop when said without one', () => {
    expect(phoneSearchCandidates('070-123 45 67', ['SE', 'DE'])).toEqual(['+46701234567']);
    expect(phoneSearchCandidates('92414 95129', ['SE', 'IN'])).toContain('+919241495129');
  });
  it('may have lost its plus', () => {
    expect(phoneSearchCandidates('46701234567', ['US'])).toEqual(['+46701234567']);
  });
  it('is one number when said with its country', () => {
    expect(phoneSearchCandidates('0046 70 123 45 67', ['ID', 'IN'])).toEqual(['+46701234567']);
    expect(phoneSearchCandidates('+46 (0)70 123 45 67', ['ID'])).toEqual(['+46701234567']);
  });
  it('gives nothing for what is no phone', () => {
    expect(phoneSearchCandidates('Asha Patel', ['IN'])).toEqual([]);
    expect(phoneSearchCandidates('+999 1', ['IN'])).toEqual([]);
  });
});
