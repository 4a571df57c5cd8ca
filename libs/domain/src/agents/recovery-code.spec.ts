import fc from 'fast-check';
import { normaliseRecoveryCode, recoveryCodes, recoveryHalf } from './recovery-code.ts';

const bytes = fc.uint8Array({ minLength: 10, maxLength: 32 });

describe('the code after a recovery', () => {
  it('is accepted in either order of its halves, however it was typed, and never by one half twice', () => {
    fc.assert(
      fc.property(bytes, bytes, (some, others) => {
        const [one, other] = [recoveryHalf(some), recoveryHalf(others)];
        const codes = recoveryCodes([one, other]);
        for (const typed of [`${one} ${other}`, `${other.toLowerCase()}–${one}`])
          expect(codes).toContain(normaliseRecoveryCode(typed));
        if (one !== other) expect(codes).not.toContain(normaliseRecoveryCode(one + one));
        for (const half of [one, other]) expect(codes).not.toContain(normaliseRecoveryCode(half));
      }),
    );
  });

  it('has halves of ten symbols that are not mistaken for one another, and is made of enough chance', () => {
    expect(recoveryHalf(Uint8Array.from({ length: 32 }, (_, at) => at * 9))).toMatch(
      /^[2-9A-Y]{5}-[2-9A-Y]{5}$/,
    );
    expect(() => recoveryHalf(new Uint8Array(9))).toThrow(RangeError);
  });
});
