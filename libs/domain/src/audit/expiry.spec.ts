import { monthsPastKeeping } from './expiry.ts';

describe('the months whose events are past their keeping', () => {
  const now = new Date('2026-11-22T09:00:00Z');

  it('are those that ended so many months ago', () => {
    const months = ['2019-09', '2019-10', '2019-11', '2019-12', '2026-11', '2027-01'];
    expect(monthsPastKeeping(months, now, 84)).toEqual(['2019-09', '2019-10']);
    expect(monthsPastKeeping(months, new Date('2026-12-01T00:00:00Z'), 84)).toEqual([
      '2019-09',
      '2019-10',
      '2019-11',
    ]);
  });

  it('never hold what is no month', () => {
    expect(monthsPastKeeping(['default', '', '2019-1', '19-01'], now, 13)).toEqual([]);
  });
});
