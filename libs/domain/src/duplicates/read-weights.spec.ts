import fc from 'fast-check';
import { COMPARISON_LEVELS, COMPARISON_NAMES } from './comparison.ts';
import { estimateWeights } from './estimate-weights.ts';
import { readWeights } from './read-weights.ts';
import { UNCOUNTED_FREQUENCIES as frequencies } from './term-frequencies.ts';
import { DUPLICATE_WEIGHTS } from './weights.ts';

type Table = {
  prior: Record<string, unknown>;
  chances: Record<string, Record<string, unknown>>;
};

/** The shipped weights as they come back from where they were kept. */
const kept = () => JSON.parse(JSON.stringify(DUPLICATE_WEIGHTS)) as Table;
const levels = COMPARISON_NAMES.flatMap((name) =>
  COMPARISON_LEVELS[name].map((level) => [name, level] as const),
);

describe('weights that were kept', () => {
  it('are read as they were written, shipped or estimated', () => {
    expect(readWeights(kept())).toEqual({ ok: true, weights: DUPLICATE_WEIGHTS });
    const estimated = estimateWeights({ blocked: [], random: [], frequencies });
    expect(readWeights(JSON.parse(JSON.stringify(estimated)))).toEqual({ ok: true, weights: estimated });
  });

  it('are refused without any of their levels, by its name', () => {
    for (const [name, level] of levels) {
      const table = kept();
      delete table.chances[name]?.[level];
      expect(readWeights(table)).toEqual({ ok: false, fault: `${name}.${level} is not three chances` });
    }
  });

  it('are refused with a number in any place that is none to reckon with', () => {
    const bad = fc.constantFrom(0, -0.5, 1001, NaN, Infinity, null, '0.5', undefined);
    fc.assert(
      fc.property(fc.constantFrom(...levels), fc.nat(2), bad, ([name, level], at, value) => {
        const table = kept();
        const row: unknown[] = [0.1, 0.1, 0.1];
        row[at] = value;
        table.chances[name] = { ...table.chances[name], [level]: row };
        expect(readWeights(table).ok).toBe(false);
      }),
    );
    for (const name of ['stranger', 'household'])
      for (const value of [NaN, -Infinity, 41, '-22', null])
        expect(readWeights({ ...kept(), prior: { ...kept().prior, [name]: value } }).ok).toBe(false);
  });

  it('are refused with a level or a comparison that is none, and when they are no table at all', () => {
    const table = kept();
    expect(readWeights({ ...table, chances: { ...table.chances, shoeSize: {} } })).toEqual({
      ok: false,
      fault: 'there is no comparison shoeSize',
    });
    const given = { ...table.chances['given'], alike: [0.1, 0.1, 0.1] };
    expect(readWeights({ ...table, chances: { ...table.chances, given } })).toEqual({
      ok: false,
      fault: 'given has no level alike',
    });
    for (const none of [null, undefined, 7, 'weights', [], {}, { prior: table.prior }])
      expect(readWeights(none).ok).toBe(false);
  });
});
