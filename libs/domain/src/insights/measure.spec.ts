import * as fc from 'fast-check';
import { percentile, type Took } from './measure.ts';

const times = fc.array(fc.record({ minutes: fc.nat(2000), count: fc.integer({ min: 1, max: 30 }) }), {
  minLength: 1,
  maxLength: 40,
});
const oneByOne = (took: readonly Took[]) =>
  took
    .flatMap(({ minutes, count }) => Array.from({ length: count }, () => minutes))
    .sort((left, right) => left - right);

describe('how long something takes', () => {
  it('has no median where nothing was done', () => {
    expect(percentile([], 0.5)).toBeNull();
    expect(percentile([{ minutes: 5, count: 0 }], 0.5)).toBeNull();
  });

  it('is a time that one of them took, half of them below it', () => {
    const took = [
      { minutes: 90, count: 1 },
      { minutes: 10, count: 5 },
      { minutes: 20, count: 4 },
    ];
    expect(percentile(took, 0.5)).toBe(10);
    expect(percentile(took, 0.9)).toBe(20);
    expect(percentile(took, 1)).toBe(90);
  });

  it('says the same of counted times as of all of them one by one', () => {
    fc.assert(
      fc.property(times, fc.double({ min: 0.01, max: 1, noNaN: true }), (took, share) => {
        const all = oneByOne(took);
        expect(percentile(took, share)).toBe(all[Math.max(1, Math.ceil(share * all.length)) - 1]);
      }),
    );
  });

  it('never falls when a larger share is asked for', () => {
    fc.assert(
      fc.property(times, (took) => {
        const asked = [0.1, 0.5, 0.9, 1].map((share) => percentile(took, share) ?? Number.NaN);
        expect(asked).toEqual([...asked].sort((left, right) => left - right));
      }),
    );
  });
});
