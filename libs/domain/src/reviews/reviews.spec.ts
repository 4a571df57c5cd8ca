import fc from 'fast-check';
import { drawSample, sampleSize } from './draw-sample.ts';
import { type ReviewMark, reviewRefusal } from './review-refusal.ts';

describe('a sample', () => {
  const chances = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    minLength: 60,
    maxLength: 60,
  });

  it('is of the very things, each once, and at least of the share', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.uuid(), { maxLength: 60 }),
        fc.integer({ min: 0, max: 100 }),
        chances,
        (all, percent, some) => {
          let turn = 0;
          const drawn = drawSample(all, percent, () => some[turn++ % some.length] ?? 0);
          expect(new Set(drawn).size).toBe(drawn.length);
          expect(drawn.every((one) => all.includes(one))).toBe(true);
          expect(drawn.length * 100).toBeGreaterThanOrEqual(all.length * percent);
          expect((drawn.length - 1) * 100).toBeLessThan(all.length * percent || 1);
        },
      ),
    );
  });

  it('takes one of a few, all of them at 100 %, and none at 0', () => {
    expect([sampleSize(0, 5), sampleSize(1, 5), sampleSize(20, 5), sampleSize(21, 5)]).toEqual([0, 1, 1, 2]);
    expect(drawSample([1, 2, 3], 100, () => 0)).toEqual([1, 2, 3]);
    expect(drawSample([1, 2, 3], 0, () => 0)).toEqual([]);
    for (const percent of [-1, 101, NaN]) expect(() => sampleSize(1, percent)).toThrow(RangeError);
  });

  it('leaves nobody out: each is drawn as often as any other', () => {
    const counts = new Map<number, number>();
    let state = 1;
    // Park and Miller's generator: the same at each run.
    const chance = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let day = 0; day < 4_000; day++)
      for (const one of drawSample([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 20, chance))
        counts.set(one, (counts.get(one) ?? 0) + 1);
    for (const count of counts.values()) expect(Math.abs(count - 800)).toBeLessThan(150);
    expect(counts.size).toBe(10);
  });
});

describe('a review', () => {
  const asked: ReviewMark = {
    review: { about: ['mira', 'jon'], verdict: null },
    agent: { id: 'vera', role: 'supervisor' },
    mark: { verdict: 'fine', note: '' },
  };
  const code = (facts: Partial<ReviewMark>) => reviewRefusal({ ...asked, ...facts })?.code ?? null;

  it('is marked by a supervisor who had no part in it, once', () => {
    expect(code({})).toBeNull();
    expect(code({ mark: null })).toBeNull();
    expect(code({ agent: { id: 'vera', role: 'agent' } })).toBe('not-permitted');
    expect(code({ agent: { id: 'vera', role: 'constructor' } })).toBe('not-permitted');
    expect(code({ agent: { id: 'jon', role: 'admin' } })).toBe('own-review');
    expect(code({ review: { about: [], verdict: 'fine' } })).toBe('review-marked');
  });

  it('says what was found where something was', () => {
    for (const verdict of ['coach', 'incident'] as const) {
      expect(code({ mark: { verdict, note: ' \n' } })).toBe('invalid-input');
      expect(code({ mark: { verdict, note: 'Talked a caller through the round.' } })).toBeNull();
    }
  });
});
