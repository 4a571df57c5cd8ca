import * as fc from 'fast-check';
import { normaliseCode } from './code-input.ts';

describe('a code as it was typed or pasted', () => {
  it.each([
    ['123456', '123456'],
    ['123 456', '123456'],
    [' 12-34-56 ', '123456'],
    ['123\u2013456', '123456'],
    ['１２３４５６', '123456'],
    ['૧૨૩૪૫૬', '123456'],
    ['٠٩٨٧٦٥', '098765'],
    ['१२३ ४५६', '123456'],
    ['12a4', '124'],
    ['1234567', '123456'],
    ['', ''],
    ['no digits', ''],
  ])('%j becomes %j', (typed, code) => expect(normaliseCode(typed)).toBe(code));

  it('finds the code in a whole pasted message', () => {
    expect(normaliseCode('Your code is 493 027. It works for 10 minutes. Reference K7QM-42.')).toBe('493027');
    expect(normaliseCode('Order 1001: code 493027, until 14:30')).toBe('493027');
    expect(normaliseCode('તમારો કોડ ૪૯૩૦૨૭ છે, 10 મિનિટ')).toBe('493027');
  });

  it('keeps what was typed so far, digit by digit', () => {
    let shown = '';
    for (const digit of '007001') shown = normaliseCode(shown + digit);
    expect(shown).toBe('007001');
  });

  it('is never longer than six plain digits, whatever is pasted, and stays the same when read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (pasted) => {
        const code = normaliseCode(pasted);
        expect(code).toMatch(/^[0-9]{0,6}$/);
        expect(normaliseCode(code)).toBe(code);
      }),
    );
  });
});
