import fc from 'fast-check';
import { comparePhone } from './compare-phone.ts';
import { compareUsername } from './compare-username.ts';

describe('a linked phone the caller says', () => {
  const linked = ['+919241495129', '+46701234567'];

  it.each([
    '+91 92414 95129',
    '0091-9241495129',
    '92414 95129',
    '092414 95129',
    '070-123 45 67',
    '46701234567',
    '૯૨૪૧૪ ૯૫૧૨૯',
  ])('%s is linked', (answer) => {
    expect(comparePhone(answer, linked)).toBe('match');
  });

  it.each(['+91 92414 95128', '+46 92414 95129', '1495129', '241495129', 'call 0092414 95129 or so'])(
    '%s is not',
    (answer) => {
      expect(comparePhone(answer, linked)).toBe('mismatch');
    },
  );

  it.each(['', '129', '495129', 'ends in 29'])('%j is too little', (answer) => {
    expect(comparePhone(answer, linked)).toBe('too-little');
  });

  it('is wrong where none is linked, or none that could be valid', () => {
    expect(comparePhone('+91 92414 95129', [])).toBe('mismatch');
    expect(comparePhone('12345678', ['12345678'])).toBe('mismatch');
  });
});

describe('a username the caller says', () => {
  it('is the one of now, in any case', () => {
    expect(compareUsername(' ASHA_92', ['asha_92'])).toBe('match');
    expect(compareUsername('asha_93', ['asha_92'])).toBe('mismatch');
    expect(compareUsername('asha92', ['asha_92'])).toBe('mismatch');
    expect(compareUsername('asha_92', [])).toBe('mismatch');
    expect(compareUsername(' ', ['asha_92'])).toBe('too-little');
    expect(compareUsername('asha\u200B_92', ['asha_92'])).toBe('mismatch');
  });
});

it('no answer makes a comparison throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (answer, known) => {
      expect(['match', 'mismatch', 'too-little']).toContain(comparePhone(answer, [known]));
      expect(['match', 'mismatch', 'too-little']).toContain(compareUsername(answer, [known]));
    }),
  );
});
