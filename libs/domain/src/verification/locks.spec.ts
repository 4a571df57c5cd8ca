import * as fc from 'fast-check';
import { daysAgo, minutesAgo, minutesLater, NOW } from '../fixtures/facts.fixture.ts';
import { STANDARD_POLICY as policy } from '../policy/policy.ts';
import { agentStopped, failuresCountFrom, lockAfter, roundsLeft } from './locks.ts';

describe('failed rounds of an account', () => {
  it('lock it for 24 hours at the third', () => {
    expect([0, 1, 2].map((failed) => lockAfter(failed, NOW, policy))).toEqual([null, null, null]);
    expect(lockAfter(3, NOW, policy)).toEqual({ until: minutesLater(24 * 60).toISOString() });
    expect(lockAfter(7, NOW, policy)).not.toBeNull();
  });

  it('leave so many more', () => {
    expect([0, 1, 2, 3, 4].map((failed) => roundsLeft(failed, policy))).toEqual([3, 2, 1, 0, 0]);
  });

  it('lock exactly when none is left', () => {
    fc.assert(
      fc.property(fc.nat(10), (failed) => {
        expect(lockAfter(failed, NOW, policy) !== null).toBe(roundsLeft(failed, policy) === 0);
      }),
    );
  });

  it('count for a day, and from the end of the last lock on', () => {
    expect(failuresCountFrom(null, NOW, policy)).toBe(daysAgo(1));
    expect(failuresCountFrom(daysAgo(2), NOW, policy)).toBe(daysAgo(1));
    expect(failuresCountFrom(minutesAgo(10), NOW, policy)).toBe(minutesAgo(10));
    expect(failuresCountFrom(minutesAgo(-10), NOW, policy)).toBe(daysAgo(1));
  });
});

describe('an agent with failed rounds', () => {
  it('is stopped at six different accounts in a day, and when nobody knows how many', () => {
    expect(agentStopped(5, policy)).toBe(false);
    expect(agentStopped(6, policy)).toBe(true);
    expect(agentStopped(Number.NaN, policy)).toBe(true);
  });
});
