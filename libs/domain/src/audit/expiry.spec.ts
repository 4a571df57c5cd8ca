import * as fc from 'fast-check';
import { LEAST_KEPT_MONTHS, mayHaveExpired, monthsPastKeeping } from './expiry.ts';

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

describe('an event whose text is not there', () => {
  const idAt = (at: string | number) => {
    const time = new Date(at).getTime().toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7abc-9def-0123456789ab`;
  };
  const now = new Date('2026-11-22T09:00:00Z');

  it('has not expired where it is of yesterday, or of any month that ended within a year', () => {
    for (const at of ['2026-11-21T09:00:00Z', '2026-01-01T00:00:00Z', '2025-11-02T00:00:00Z', '2027-05-01'])
      expect(mayHaveExpired(idAt(at), now)).toBe(false);
  });

  it('may have expired where its month ended a year ago', () => {
    for (const at of ['2025-10-31T23:00:00Z', '2025-10-01T01:00:00Z', '2012-01-05T00:00:00Z'])
      expect(mayHaveExpired(idAt(at), now)).toBe(true);
  });

  it('may have expired by what the database took for its month, which a moment can part from the id', () => {
    expect(mayHaveExpired(idAt('2025-11-01T00:00:01Z'), now)).toBe(true);
  });

  it('has not expired where its id is none of an event', () => {
    for (const id of ['', 'x', '0190f2a0-0000-4000-8000-000000000005', `${idAt('2012-01-05')}0`])
      expect(mayHaveExpired(id, now)).toBe(false);
    expect(mayHaveExpired('00000000-0000-7000-8000-000000000000', now)).toBe(true);
  });

  it('never expired where no month past the least keeping holds it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: now.getTime() }), (at) => {
        const months = [at, at - 600_000].map((ms) => new Date(ms).toISOString().slice(0, 7));
        if (monthsPastKeeping(months, now, LEAST_KEPT_MONTHS).length === 0)
          expect(mayHaveExpired(idAt(at), now)).toBe(false);
      }),
    );
  });
});
