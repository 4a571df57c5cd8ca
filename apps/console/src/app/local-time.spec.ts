import { instantOf, localOf } from './local-time.ts';

describe('a due time', () => {
  it('goes into the field and comes back as the same minute', () => {
    const instant = new Date(2026, 2, 4, 5, 6).toISOString();
    expect(localOf(instant)).toBe('2026-03-04T05:06');
    expect(instantOf(localOf(instant))).toBe(instant);
  });

  it.each(['', 'soon'])('is none when the field holds %j', (local) => {
    expect(instantOf(local)).toBeUndefined();
  });
});
