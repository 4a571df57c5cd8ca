import * as fc from 'fast-check';
import { anAccount, aPhone, aTakenPhone, daysAgo, minutesAgo, NOW } from '../fixtures/facts.fixture.ts';
import { STANDARD_POLICY as policy } from '../policy/policy.ts';
import { isSinceBeginning, isTenured, takenRecently } from './tenure.ts';

describe('tenure', () => {
  it('belongs to what was there before the first import, or for seven days', () => {
    expect(isTenured(aPhone({ linkedSince: null }), NOW, policy)).toBe(true);
    expect(isTenured(aPhone({ linkedSince: daysAgo(7) }), NOW, policy)).toBe(true);
    expect(isTenured(aPhone({ linkedSince: daysAgo(6.99) }), NOW, policy)).toBe(false);
    expect(isTenured(aPhone({ linkedSince: 'unreadable' }), NOW, policy)).toBe(false);
  });

  it('is never lost by waiting', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), (age, wait) => {
        const phone = aPhone({ linkedSince: daysAgo(age) });
        const then = new Date(NOW.getTime() + wait * 86_400_000);
        expect(isTenured(phone, NOW, policy) && !isTenured(phone, then, policy)).toBe(false);
      }),
    );
  });
});

describe('a phone that another account took', () => {
  it('counts for 30 days, if it was tenured when it was taken', () => {
    expect(takenRecently(aTakenPhone(), NOW, policy)).toBe(true);
    expect(
      takenRecently(aTakenPhone({ linkedSince: daysAgo(10), releasedAt: daysAgo(3) }), NOW, policy),
    ).toBe(true);
    expect(takenRecently(aTakenPhone({ linkedSince: daysAgo(9), releasedAt: daysAgo(3) }), NOW, policy)).toBe(
      false,
    );
    expect(takenRecently(aTakenPhone({ releasedAt: daysAgo(30) }), NOW, policy)).toBe(false);
    expect(takenRecently(aTakenPhone({ releasedAt: null }), NOW, policy)).toBe(false);
    expect(takenRecently(aTakenPhone({ releasedAt: 'unreadable' }), NOW, policy)).toBe(false);
    expect(takenRecently(aPhone(), NOW, policy)).toBe(false);
  });
});

describe('a contact there since the account began', () => {
  const began = anAccount({ createdAt: daysAgo(2) });

  it('came with it, or within the minutes that making an account takes', () => {
    expect(isSinceBeginning(aPhone({ linkedSince: daysAgo(2) }), began, policy)).toBe(true);
    expect(isSinceBeginning(aPhone({ linkedSince: minutesAgo(2 * 24 * 60 - 5) }), began, policy)).toBe(true);
    expect(isSinceBeginning(aPhone({ linkedSince: minutesAgo(2 * 24 * 60 - 6) }), began, policy)).toBe(false);
  });

  it('is not claimed where the beginning is unknown', () => {
    expect(isSinceBeginning(aPhone({ linkedSince: daysAgo(2) }), anAccount(), policy)).toBe(false);
    expect(isSinceBeginning(aPhone({ linkedSince: null }), began, policy)).toBe(false);
  });
});
