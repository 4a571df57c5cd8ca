import * as fc from 'fast-check';
import { isFarAbove, luckOf, median, medianDeviation } from './peers.ts';

const counts = fc.array(fc.nat(500), { minLength: 1, maxLength: 40 });

describe('what is usual among peers', () => {
  it('is the middle of them, and of nobody there is none', () => {
    expect(median([])).toBeNull();
    expect(medianDeviation([])).toBeNull();
    expect(median([9, 1, 5])).toBe(5);
    expect(median([1, 2, 3, 10])).toBe(2.5);
    expect(medianDeviation([1, 1, 2, 2, 4, 6, 9])).toBe(1);
  });

  it('is not moved far by one wild peer', () => {
    fc.assert(
      fc.property(counts, fc.nat(1_000_000), (peers, wild) => {
        const middle = median([...peers, wild]) ?? Number.NaN;
        expect(middle).toBeGreaterThanOrEqual(Math.min(...peers, wild));
        expect(peers.length === 1 || middle <= Math.max(...peers)).toBe(true);
      }),
    );
  });

  it('leaves nobody far above who did no more than a peer did that is not wild', () => {
    expect(isFarAbove(12, [10, 11, 9, 12], 5)).toBe(false);
    expect(isFarAbove(40, [10, 11, 9, 12], 5)).toBe(true);
    expect(isFarAbove(40, [], 5)).toBe(false);
  });

  it('takes even peers who all did the same for people who vary a little', () => {
    expect(isFarAbove(105, [100, 100, 100, 100], 5)).toBe(false);
    expect(isFarAbove(151, [100, 100, 100, 100], 5)).toBe(true);
    expect(isFarAbove(5, [0, 0, 0], 5)).toBe(false);
    expect(isFarAbove(6, [0, 0, 0], 5)).toBe(true);
  });

  it('never takes back its word when somebody did more, or when peers may differ less', () => {
    fc.assert(
      fc.property(
        counts,
        fc.nat(2000),
        fc.nat(50),
        fc.integer({ min: 1, max: 9 }),
        (peers, count, more, deviations) => {
          if (!isFarAbove(count, peers, deviations + 1)) return;
          expect(isFarAbove(count + more, peers, deviations + 1)).toBe(true);
          expect(isFarAbove(count, peers, deviations)).toBe(true);
        },
      ),
    );
  });

  it('never finds half of them, or a peer like any other, far above', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 9 }), (peers, deviations) => {
        expect(isFarAbove(median(peers) ?? 0, peers, deviations)).toBe(false);
      }),
    );
  });
});

describe('what luck alone would do', () => {
  it('agrees with throws of a coin', () => {
    expect(luckOf(1, 1, 0.5)).toBeCloseTo(0.5, 12);
    expect(luckOf(10, 10, 0.5)).toBeCloseTo(1 / 1024, 12);
    expect(luckOf(8, 10, 0.5)).toBeCloseTo(56 / 1024, 12);
    expect(luckOf(0, 10, 0.5)).toBe(1);
    expect(luckOf(11, 10, 0.5)).toBe(0);
    expect([luckOf(3, 5, 0), luckOf(3, 5, 1)]).toEqual([0, 1]);
  });

  it('is a chance, and smaller for more hits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.nat(399),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (all, asked, each) => {
          const hits = Math.min(asked, all - 1);
          const [luck, less] = [luckOf(hits, all, each), luckOf(hits + 1, all, each)];
          expect(luck).toBeLessThanOrEqual(1);
          expect(less).toBeGreaterThanOrEqual(0);
          expect(less).toBeLessThanOrEqual(luck + 1e-9);
        },
      ),
    );
  });
});
