import fc from 'fast-check';
import { DESK_CODE_BYTES, deskCode } from './reference.ts';

describe('the code an agent reads out', () => {
  it('is four symbols that cannot be heard or read for another, and never looks like the customer’s six digits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: DESK_CODE_BYTES, maxLength: 32 }), (bytes) => {
        expect(deskCode(bytes)).toMatch(/^[2-9CDFGHJKMNPQRTVWXY]{2}-[2-9CDFGHJKMNPQRTVWXY]{2}$/);
      }),
    );
  });

  it('differs with the bytes it is made of, and refuses too few', () => {
    const codes = new Set(
      Array.from({ length: 200 }, (_, i) =>
        deskCode(Uint8Array.from({ length: 8 }, (__, j) => (i * 31 + j * 7) % 256)),
      ),
    );
    expect(codes.size).toBeGreaterThan(150);
    expect(() => deskCode(new Uint8Array(DESK_CODE_BYTES - 1))).toThrow(RangeError);
  });
});
