import fc from 'fast-check';
import { normaliseUsername } from './normalise-username.ts';

describe('a username', () => {
  it.each([
    ['  Asha_92 ', 'asha_92'],
    ['ＡＳＨＡ', 'asha'],
    ['Straße', 'strasse'],
    ['ΟΔΟΣ', 'οδος'],
    ['asha   patel', 'asha patel'],
    ['આશા', 'આશા'],
  ])('%s is %s however it is written', (raw, normalised) => {
    expect(normaliseUsername(raw)).toMatchObject({ ok: true, normalised });
  });

  it.each([
    ['', 'empty'],
    ['as\u200Bha', 'invisible-character'],
    ['asha\u202Enimda', 'invisible-character'],
    ['asha\u0000', 'invisible-character'],
    ['a'.repeat(101), 'too-long'],
  ])('%j is refused as %s', (raw, code) => {
    expect(normaliseUsername(raw)).toEqual({ ok: false, code });
  });

  it('never throws, and normalising twice changes nothing', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(text, (raw) => {
        const once = normaliseUsername(raw);
        if (!once.ok) return;
        const twice = normaliseUsername(once.normalised);
        expect(twice).toMatchObject({ normalised: once.normalised });
      }),
      { numRuns: 1000 },
    );
  });
});
