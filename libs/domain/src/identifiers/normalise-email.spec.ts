import fc from 'fast-check';
import { normaliseEmail } from './normalise-email.ts';

const code = (raw: string) => {
  const email = normaliseEmail(raw);
  return email.ok ? 'ok' : email.code;
};

describe('an e-mail address', () => {
  it.each([
    ['  Asha.Patel@Example.COM ', 'Asha.Patel@Example.COM', 'asha.patel@example.com'],
    ['asha@ü.example', 'asha@ü.example', 'asha@xn--tda.example'],
    ['asha@XN--TDA.example', 'asha@XN--TDA.example', 'asha@xn--tda.example'],
    ['asha@u\u0308.example', 'asha@ü.example', 'asha@xn--tda.example'],
    ['asha@Ü.EXAMPLE', 'asha@Ü.EXAMPLE', 'asha@xn--tda.example'],
    ['用户@例子。公司', '用户@例子.公司', '用户@xn--fsqu00a.xn--55qx5d'],
    ['jose\u0301@shop.example', 'josé@shop.example', 'josé@shop.example'],
    ["o'brien+news@mail.example", "o'brien+news@mail.example", "o'brien+news@mail.example"],
    ['a@b.co', 'a@b.co', 'a@b.co'],
    // A full-width domain is the plain one, also where the message is sent to.
    ['asha@ｇmail.com', 'asha@gmail.com', 'asha@gmail.com'],
    // The Kelvin sign is a K in NFC already: no second mailbox hides behind it.
    ['\u212Aim@shop.example', 'Kim@shop.example', 'kim@shop.example'],
  ])('%s has one form', (raw, value, normalised) => {
    expect(normaliseEmail(raw)).toMatchObject({ ok: true, value, normalised });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['asha', 'no-at-sign'],
    ['asha\u202E@shop.example', 'invisible-character'],
    ['asha@shop\u2066.example', 'invisible-character'],
    ['as\u200Bha@shop.example', 'invisible-character'],
    ['as\u200Dha@shop.example', 'invisible-character'],
    ['asha@sh\u00ADop.example', 'invisible-character'],
    ['asha\u0000@shop.example', 'invisible-character'],
    ['asha@shop.example\r\nBcc: all@shop.example', 'invisible-character'],
    ['as\uD800ha@shop.example', 'invisible-character'],
    ['asha patel@shop.example', 'bad-local-part'],
    ['asha\u3000p@shop.example', 'bad-local-part'],
    ['@shop.example', 'bad-local-part'],
    ['a@b@shop.example', 'bad-local-part'],
    ['.asha@shop.example', 'bad-local-part'],
    ['asha..p@shop.example', 'bad-local-part'],
    ['"asha"@shop.example', 'bad-local-part'],
    ['asha,ravi@shop.example', 'bad-local-part'],
    ['<asha@shop.example', 'bad-local-part'],
    [`${'a'.repeat(65)}@shop.example`, 'bad-local-part'],
    [`${'ü'.repeat(33)}@shop.example`, 'bad-local-part'],
    ['asha@', 'bad-domain'],
    ['asha@localhost', 'bad-domain'],
    ['asha@shop..example', 'bad-domain'],
    ['asha@-shop.example', 'bad-domain'],
    ['asha@shop example.com', 'bad-domain'],
    ['asha@shop.example/x', 'bad-domain'],
    ['asha@shop.example:25', 'bad-domain'],
    ['asha@[127.0.0.1]', 'bad-domain'],
    ['asha@127.0.0.1', 'bad-domain'],
    ['asha@0x7f.1', 'bad-domain'],
    ['asha@xn--\u00fc.example', 'bad-domain'],
    ['asha@xn--zzzzzz.example', 'bad-domain'],
    [`asha@${'s'.repeat(64)}.example`, 'bad-domain'],
    [`asha@${'shop.'.repeat(60)}example`, 'too-long'],
    ['x'.repeat(1_000_000), 'too-long'],
  ])('%j is refused as %s', (raw, expected) => {
    expect(code(raw)).toBe(expected);
  });

  it('shares its alias form with the other spellings that reach the same mailbox', () => {
    const alias = (raw: string) => {
      const email = normaliseEmail(raw);
      return email.ok ? email.alias : email.code;
    };
    expect(alias('A.sha.Patel+shop@googlemail.com')).toBe('ashapatel@gmail.com');
    expect(alias('asha.patel+shop@mail.example')).toBe('asha.patel@mail.example');
    expect(alias('+asha@mail.example')).toBe('+asha@mail.example');
    expect(alias('a.sha@gmail.example')).toBe('a.sha@gmail.example');
    const rules = { dotlessDomains: ['gmail.example'], sameAs: {} };
    expect(normaliseEmail('a.sha@gmail.example', rules)).toMatchObject({ alias: 'asha@gmail.example' });
    expect(alias('asha@constructor.com')).toBe('asha@constructor.com');
  });

  it('never throws, and normalising twice changes nothing', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.emailAddress(),
      fc
        .tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 }))
        .map(([local, domain]) => `${local}@${domain}.example`),
    );
    fc.assert(
      fc.property(text, (raw) => {
        const once = normaliseEmail(raw);
        if (!once.ok) return;
        const { normalised, alias } = once;
        expect(normaliseEmail(normalised)).toEqual({ ok: true, value: normalised, normalised, alias });
        expect(normaliseEmail(once.value)).toEqual(once);
      }),
      { numRuns: 500 },
    );
  });
});
