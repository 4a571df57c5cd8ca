import * as fc from 'fast-check';
import { caseReference, challengeReference, normaliseReference, REFERENCE_BYTES } from './reference.ts';
import { SPOKEN_ALPHABET } from '../spoken/index.ts';

const bytes = fc.uint8Array({ minLength: REFERENCE_BYTES, maxLength: 32 });

describe('a reference said aloud', () => {
  it('has two groups of four symbols without look-alikes or vowels', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        expect(caseReference(random)).toMatch(/^[2-9CDFGHJKMNPQRTVWXY]{4}-[2-9CDFGHJKMNPQRTVWXY]{4}$/);
        expect(challengeReference(random)).toMatch(/^[2-9CDFGHJKMNPQRTVWXY]{4}-[2-9CDFGHJKMNPQRTVWXY]{4}$/);
      }),
    );
  });

  it('uses the whole alphabet, each symbol once', () => {
    expect(new Set(SPOKEN_ALPHABET).size).toBe(25);
    const seen = new Set<string>();
    for (let byte = 0; byte < 256; byte++) {
      const random = new Uint8Array(REFERENCE_BYTES).fill(byte);
      for (const symbol of caseReference(random).replace('-', '')) seen.add(symbol);
    }
    expect(seen.size).toBe(25);
  });

  it('refuses to be made of too little chance', () => {
    expect(() => caseReference(new Uint8Array(REFERENCE_BYTES - 1))).toThrow(RangeError);
  });

  it('is the same whatever the case, spaces and dashes it is typed with', () => {
    fc.assert(
      fc.property(
        bytes,
        fc.array(fc.constantFrom(' ', '-', '–', '‑', '\u00a0', '.', '_', '')),
        (random, noise) => {
          const reference = caseReference(random);
          const typed = [...reference.toLowerCase().replace('-', '')]
            .map((symbol, index) => symbol + (noise[index] ?? ''))
            .join('');
          expect(normaliseReference(` ${typed} `)).toBe(reference);
          expect(normaliseReference(reference)).toBe(reference);
        },
      ),
    );
  });

  it('is read through its usual mishearings and full-width forms', () => {
    expect(normaliseReference('s7qm zx9b')).toBe('57QM-2X98');
    expect(normaliseReference('K7QM2U9D')).toBe('K7QM-2V9D');
    expect(normaliseReference('Ｋ７ＱＭ－２Ｘ９Ｄ')).toBe('K7QM-2X9D');
  });

  it.each(['', 'K7QM', 'K7QM-2X9D-2', 'K7QM-2X9O', 'K7QM-2X91', '💥7QM-2X9D', 'constructor'])(
    'is not %j',
    (raw) => {
      expect(normaliseReference(raw)).toBeNull();
    },
  );
});
