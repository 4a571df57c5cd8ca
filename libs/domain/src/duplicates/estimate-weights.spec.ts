import { aPhone, aSource, anAddress } from './accounts.fixture.ts';
import { comparePair } from './compare-pair.ts';
import { estimateWeights } from './estimate-weights.ts';
import { matchRecordOf } from './match-record.ts';
import type { MatchSource } from './match-source.ts';
import { isLikelyDuplicate, scorePair } from './score-pair.ts';
import { UNCOUNTED_FREQUENCIES as frequencies } from './term-frequencies.ts';
import { DUPLICATE_WEIGHTS } from './weights.ts';

const pair = (a: Partial<MatchSource>, b: Partial<MatchSource>) =>
  comparePair(matchRecordOf(aSource(a)), matchRecordOf(aSource({ id: '2', ...b })), frequencies);
const times = <T>(count: number, one: T) => Array.from({ length: count }, () => one);

const home = { addresses: [anAddress()] };
const double = pair({ ...home, birthDate: '1980-04-03' }, { ...home, birthDate: '1980-04-03' });
const clerksSlip = pair({ ...home }, { ...home, firstName: 'Somebody' });
const phone = { identifiers: [aPhone('+919369302766')] };
const couple = pair({ ...home, ...phone, firstName: 'Rahul' }, { ...home, ...phone, firstName: 'Gita' });

describe('weights estimated from a shop without labels', () => {
  it('stay as they are where a shop has nothing to say', () => {
    const { prior, chances } = estimateWeights({ blocked: [], random: [], frequencies });
    expect(prior.household).toBeCloseTo(DUPLICATE_WEIGHTS.prior.household);
    for (const [level, row] of Object.entries(DUPLICATE_WEIGHTS.chances.given))
      chances.given[level as 'same'].forEach((chance, at) => expect(chance).toBeCloseTo(row[at] ?? NaN));
  });

  it('know a register that has hardly two of a household', () => {
    const blocked = [...times(300, double), ...times(3, clerksSlip)];
    const { prior } = estimateWeights({ blocked, random: [], frequencies });
    expect(prior.household).toBeGreaterThan(3);
  });

  it('never take a household of a shop for one person, however many doubles there are', () => {
    const blocked = [...times(500, double), ...times(40, couple)];
    const weights = estimateWeights({ blocked, random: [], frequencies });
    const [rahul, gita] = [
      matchRecordOf(aSource({ ...home, ...phone, firstName: 'Rahul' })),
      matchRecordOf(aSource({ ...home, ...phone, id: '2', firstName: 'Gita' })),
    ];
    expect(isLikelyDuplicate(scorePair(rahul, gita, { weights, frequencies }))).toBe(false);
  });

  it('count what strangers have in common, but for pairs that are one person’s', () => {
    const strangers = pair(
      { firstName: 'Rahul', lastName: 'Shah', ...home },
      { firstName: 'Gita', lastName: 'Mehta', addresses: [anAddress({ line1: '1 Elm Lane' })] },
    );
    const random = [...times(900, strangers), ...times(100, double)];
    const { chances } = estimateWeights({ blocked: [], random, frequencies });
    expect(chances.given.same[1]).toBe(DUPLICATE_WEIGHTS.chances.given.same[1]);
    expect(chances.locality.postcode[1]).toBeCloseTo(1);
  });
});
