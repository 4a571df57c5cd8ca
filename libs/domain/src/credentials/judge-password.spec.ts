import * as fc from 'fast-check';
import { NUMBERS } from '../policy/numbers.ts';
import { judgePassword } from './judge-password.ts';

const { password } = NUMBERS;

describe('judging a password', () => {
  it.each([
    ['nine characters, however odd', 9, 4, false, 'longer'],
    ['long and well known', 30, 1, false, 'less-common'],
    ['long enough and hard to guess', 10, 3, true, 'good'],
    ['longer than anybody types', 201, 4, false, 'less-common'],
  ] as const)('%s', (_, length, score, enough, advice) => {
    expect(judgePassword({ length, score }, password)).toEqual({ score, enough, advice });
  });

  it('a longer or a harder one is never judged worse, up to the longest', () => {
    const length = fc.integer({ min: 0, max: password.maximumLength - 1 });
    const score = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(length, score, (chars, points) => {
        if (!judgePassword({ length: chars, score: points }, password).enough) return;
        expect(judgePassword({ length: chars + 1, score: points }, password).enough).toBe(true);
        expect(judgePassword({ length: chars, score: points + 1 }, password).enough).toBe(true);
      }),
    );
  });

  it('says good exactly when it is enough', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 0, max: 4 }), (chars, points) => {
        const { enough, advice } = judgePassword({ length: chars, score: points }, password);
        expect(advice === 'good').toBe(enough);
      }),
    );
  });
});
