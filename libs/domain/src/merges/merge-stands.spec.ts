import { days, hours } from '../policy/instants.ts';
import { STANDARD_POLICY } from '../policy/policy.ts';
import { mergeStands } from './merge-stands.ts';

describe('a merge that was asked for', () => {
  const asked = new Date('2026-11-22T08:00:00Z');
  const after = (milliseconds: number) =>
    mergeStands(asked, new Date(asked.getTime() + milliseconds), STANDARD_POLICY);

  it('stands for its approval’s four hours and as long again, to the last instant', () => {
    expect([after(0), after(hours(8)), after(hours(8) + 1), after(days(2))]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('does not stand where nobody knows when it was asked for', () => {
    expect(mergeStands(new Date('never'), asked, STANDARD_POLICY)).toBe(false);
  });
});
