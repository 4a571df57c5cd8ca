import {
  aDuplicate,
  anAccount,
  anEmail,
  aPhone,
  aTakenPhone,
  daysAgo,
  minutesLater,
  NOW,
} from '../fixtures/facts.fixture.ts';
import { nothingAtStake } from './account-facts.ts';
import { likelyDuplicateReasons } from './likely-duplicate.ts';
import { marksOf } from './marks.ts';
import { isOrphaned } from './orphaned.ts';

describe('the two accounts of the story', () => {
  const double = aDuplicate();
  const tookThePhone = aDuplicate({
    identifiers: [double.identifiers[0]!, aPhone({ accountId: 'double', id: 'double-phone' })],
  });

  it('are marked in variant A: the old account still holds the phone', () => {
    const old = anAccount();
    expect(marksOf(old, { now: NOW, others: [double] })).toEqual({
      marks: ['orphaned'],
      duplicateReasons: [],
    });
    expect(marksOf(double, { now: NOW, others: [old] })).toEqual({
      marks: ['likely-duplicate', 'no-orders'],
      duplicateReasons: ['same-phone', 'no-orders'],
    });
  });

  it('are marked alike in variant B: the duplicate took the phone', () => {
    const old = anAccount({ identifiers: [aTakenPhone()] });
    expect(marksOf(old, { now: NOW, others: [tookThePhone] }).marks).toEqual(['orphaned']);
    expect(marksOf(tookThePhone, { now: NOW, others: [old] }).marks).toEqual([
      'likely-duplicate',
      'no-orders',
    ]);
  });
});

describe('a likely duplicate', () => {
  const old = anAccount();

  it.each([
    ['has orders', aDuplicate({ orderCount: 1 }), old],
    ['has another phone', aDuplicate({ identifiers: [aPhone({ normalised: '+911111111111' })] }), old],
    [
      'shares only an e-mail',
      aDuplicate({ identifiers: [anEmail()] }),
      anAccount({ identifiers: [anEmail()] }),
    ],
    ['shares only what was never a phone', aDuplicate({ identifiers: [aPhone({ reachable: false })] }), old],
    ['is of another realm', aDuplicate({ realm: 'outlet' }), old],
    ['is not active', aDuplicate({ status: 'closed' }), old],
    ['stands beside a tombstone', aDuplicate(), anAccount({ status: 'merged' })],
    ['stands beside itself', aDuplicate(), aDuplicate()],
  ])('is not one that %s', (_, account, other) => {
    expect(likelyDuplicateReasons(account, [other])).toEqual([]);
  });
});

describe('an orphaned account', () => {
  const withEmail = anAccount({ identifiers: [aPhone(), anEmail()] });

  it.each([
    ['has no e-mail', anAccount(), true],
    ['has a verified e-mail login', withEmail, false],
    ['lost its mailbox', { ...withEmail, emailReportedLost: true }, true],
    [
      'has an undeliverable e-mail',
      anAccount({ identifiers: [anEmail({ undeliverableAt: daysAgo(2) })] }),
      true,
    ],
    ['has a pending e-mail', anAccount({ identifiers: [anEmail({ state: 'pending' })] }), true],
    ['has a released e-mail', anAccount({ identifiers: [anEmail({ state: 'released' })] }), true],
    ['has an e-mail as mere contact', anAccount({ identifiers: [anEmail({ use: 'contact' })] }), true],
    ['is closed', anAccount({ status: 'closed' }), false],
  ])('%s', (_, account, orphaned) => {
    expect(isOrphaned(account)).toBe(orphaned);
  });
});

describe('marks', () => {
  it('show a lock while it lasts, and a status other than active', () => {
    const lockedUntil = minutesLater(1).toISOString();
    const at = (now: Date) => marksOf(anAccount({ lockedUntil }), { now, others: [] }).marks;
    expect(at(NOW)).toEqual(['orphaned', 'locked']);
    expect(at(minutesLater(1))).toEqual(['orphaned']);
    expect(marksOf(anAccount({ status: 'suspended' }), { now: NOW, others: [] }).marks).toEqual([
      'suspended',
    ]);
  });

  it('nothing is at stake without orders, balance and subscription', () => {
    expect(nothingAtStake(aDuplicate())).toBe(true);
    expect(nothingAtStake(anAccount())).toBe(false);
    expect(nothingAtStake(aDuplicate({ hasBalance: true }))).toBe(false);
    expect(nothingAtStake(aDuplicate({ hasSubscription: true }))).toBe(false);
  });
});
