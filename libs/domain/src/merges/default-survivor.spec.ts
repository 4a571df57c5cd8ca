import * as fc from 'fast-check';
import { arbitraryMergeAccount } from '../fixtures/any-account.fixture.ts';
import { aMergeAccount } from '../fixtures/merge.fixture.ts';
import { defaultSurvivor } from './default-survivor.ts';

const of = (id: string, createdAt: string | null, orderCount: number) =>
  aMergeAccount({ id, createdAt, orderCount });
const stays = (...[one, two]: [ReturnType<typeof of>, ReturnType<typeof of>]) =>
  defaultSurvivor(one, two).survivor.id;
const [early, late] = ['2019-05-01T00:00:00.000Z', '2025-05-01T00:00:00.000Z'];

describe('the account that stays', () => {
  it('is the one with orders, then the older, then the one with more orders, then the lower id', () => {
    expect(stays(of('a', early, 0), of('b', late, 1))).toBe('b');
    expect(stays(of('a', late, 9), of('b', early, 1))).toBe('b');
    expect(stays(of('a', early, 1), of('b', null, 1))).toBe('b');
    expect(stays(of('a', null, 1), of('b', null, 2))).toBe('b');
    expect(stays(of('a', null, 2), of('b', null, 2))).toBe('a');
  });

  it('is the same whichever of the two is named first, and the other is the other', () => {
    fc.assert(
      fc.property(arbitraryMergeAccount('a'), arbitraryMergeAccount('b'), (one, two) => {
        const { survivor, other } = defaultSurvivor(one, two);
        expect(defaultSurvivor(two, one)).toEqual({ survivor, other });
        expect([survivor, other]).toEqual(expect.arrayContaining([one, two]));
      }),
    );
  });
});
