import { instantOfLocal } from './local-time.ts';

describe('the time at which a customer wants to be called', () => {
  it('is read in the customer’s own time zone', () => {
    const at = new Date(2026, 2, 14, 15, 30);
    expect(instantOfLocal('2026-03-14T15:30')).toBe(at.toISOString());
  });

  it.each(['', 'tomorrow', '2026-13-40T99:99'])('is none in %j', (value) => {
    expect(instantOfLocal(value)).toBeUndefined();
  });
});
