import * as fc from 'fast-check';
import { anAccount, aSituation, minutesAgo, minutesLater, NOW } from '../fixtures/facts.fixture.ts';
import { days, epoch, hours, instantOf } from '../policy/instants.ts';
import { STANDARD_POLICY } from '../policy/policy.ts';
import { refusalOf, verdictOn } from './action.ts';
import type { ActionSituation } from './action-situation.ts';
import { allowedActions } from './allowed-actions.ts';
import { fraudLock, lastLockEnd, lockEndShown } from './suspected-fraud.ts';

const after = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);

describe('the lock of a suspected fraud', () => {
  const lock = fraudLock(NOW, STANDARD_POLICY);

  it('lasts for the policy’s days and looks like a lock of failed rounds', () => {
    expect(lock.until).toBe(instantOf(NOW.getTime() + days(30)));
    expect(lockEndShown(lock, NOW)).toBe(instantOf(NOW.getTime() + hours(24)));
  });

  it('is in force for as long as it lasts and never shows an end further than a day away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: days(40) }), (passed) => {
        const now = after(passed);
        const shown = lockEndShown(lock, now);
        expect(shown === null).toBe(passed >= days(30));
        const left = shown === null ? 1 : epoch(shown) - now.getTime();
        expect(left).toBeGreaterThan(0);
        expect(left).toBeLessThanOrEqual(hours(24));
      }),
    );
  });

  it('stands beside locks that hide nothing: the last end counts', () => {
    const plain = { at: minutesAgo(5), until: minutesLater(5).toISOString(), shownHours: null };
    expect(lastLockEnd([plain, lock], NOW)).toBe(lockEndShown(lock, NOW));
    expect(lastLockEnd([plain], NOW)).toBe(plain.until);
    expect(lastLockEnd([{ ...plain, until: minutesAgo(1) }], NOW)).toBeNull();
  });
});

describe('a supervisor', () => {
  const lifting = (facts: Partial<ActionSituation>) =>
    verdictOn(
      allowedActions(
        aSituation({
          agent: { id: 'sara', role: 'supervisor', failedAccountsToday: 0 },
          accounts: [anAccount({ lockedUntil: minutesLater(60).toISOString() })],
          ...facts,
        }),
      ),
      { action: 'lift-lock', accountId: 'old' },
    );

  it('lifts a lock that others made, and none that came from their own rounds or suspicion', () => {
    expect(lifting({ lockedBy: new Map([['old', ['mira']]]) }).allowed).toBe(true);
    const own = lifting({ lockedBy: new Map([['old', ['mira', 'sara']]]) });
    expect(own).toMatchObject({ allowed: false, missing: ['not-own-guess'], nextStep: 'ask-a-supervisor' });
    expect(refusalOf(own)?.code).toBe('another-person-needed');
  });

  it('is not stopped by having guessed about another account', () => {
    expect(lifting({ lockedBy: new Map([['double', ['sara']]]) }).allowed).toBe(true);
  });
});

it('an agent sends no code and no reset to a locked account', () => {
  const situation = aSituation({ accounts: [anAccount({ lockedUntil: minutesLater(60).toISOString() })] });
  const recovery = allowedActions(situation).filter(({ action }) =>
    ['send-code', 'send-reset-link', 'reassign-email', 'link-phone', 'end-sessions'].includes(action),
  );
  expect(recovery.filter(({ allowed }) => allowed)).toEqual([]);
});
