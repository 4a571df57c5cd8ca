import * as fc from 'fast-check';
import type { AccountFacts } from '../accounts/index.ts';
import { isRefusal } from '../errors/refusal.ts';
import {
  aDuplicate,
  anAccount,
  anEmail,
  aPhone,
  aTakenPhone,
  daysAgo,
  minutesAgo,
  NOW,
} from '../fixtures/facts.fixture.ts';
import {
  IDENTIFIER_KINDS,
  IDENTIFIER_STATES,
  IDENTIFIER_USES,
  type IdentifierFacts,
} from '../identifiers/index.ts';
import { STANDARD_POLICY as policy } from '../policy/policy.ts';
import { codeDestination } from './code-destination.ts';

const send = (identifier: IdentifierFacts, account: AccountFacts = anAccount()) =>
  codeDestination(identifier, account, NOW, policy);

describe('a code that proves an account goes to', () => {
  it('a tenured login or recovery phone', () => {
    const sms = { ok: true, proves: 'linked_phone', method: 'sms', needsLastOrder: false };
    expect(send(aPhone())).toEqual(sms);
    expect(send(aPhone({ use: 'recovery' }))).toEqual(sms);
    expect(send(aPhone({ linkedSince: daysAgo(7) }))).toEqual(sms);
  });

  it('a tenured login or recovery e-mail', () => {
    expect(send(anEmail())).toMatchObject({ proves: 'linked_email', method: 'email' });
    expect(send(anEmail({ use: 'recovery' }))).toMatchObject({ proves: 'recovery_contact', method: 'email' });
  });

  it('a phone that another account took less than 30 days ago, and then wants the last order', () => {
    expect(send(aTakenPhone())).toMatchObject({ ok: true, proves: 'linked_phone', needsLastOrder: true });
    expect(send(aTakenPhone({ releasedAt: daysAgo(29.9) }))).toMatchObject({ ok: true });
  });

  it('a fresh contact there since an account with nothing at stake began', () => {
    const double = aDuplicate();
    expect(send(double.identifiers[0]!, double)).toMatchObject({ ok: true, proves: 'linked_email' });
  });
});

describe('a code that proves an account never goes to', () => {
  const unusable = { code: 'identifier-not-usable' };

  it.each<[string, IdentifierFacts, { code: string }]>([
    ['a mere contact', aPhone({ use: 'contact' }), unusable],
    ['a pending e-mail', anEmail({ state: 'pending' }), unusable],
    ['a username', aPhone({ kind: 'username' }), unusable],
    ['a federated name', aPhone({ kind: 'federated' }), unusable],
    ['an undeliverable e-mail', anEmail({ undeliverableAt: daysAgo(1) }), unusable],
    ['a phone that cannot be valid', aPhone({ reachable: false }), unusable],
    ['a contact of another account', aPhone({ accountId: 'stranger' }), unusable],
    ['a phone six days old', aPhone({ linkedSince: daysAgo(6.9) }), { code: 'contact-fresh' }],
    ['a phone of an unreadable age', aPhone({ linkedSince: 'long ago' }), { code: 'contact-fresh' }],
    ['a phone taken 30 days ago', aTakenPhone({ releasedAt: daysAgo(30) }), unusable],
    ['a phone that was fresh when it was taken', aTakenPhone({ linkedSince: daysAgo(9) }), unusable],
    ['a released phone that nobody took', aTakenPhone({ releaseReason: 'removed-by-shop' }), unusable],
    ['a contact that was taken', aTakenPhone({ use: 'contact' }), unusable],
    ['an e-mail that was taken', aTakenPhone({ kind: 'email' }), unusable],
  ])('%s', (_, identifier, refusal) => {
    expect(send(identifier)).toEqual(refusal);
  });

  it('a mailbox the caller says is lost', () => {
    const account = anAccount({ emailReportedLost: true });
    expect(send(anEmail(), account)).toEqual(unusable);
    expect(send(aPhone(), account)).toMatchObject({ ok: true });
  });

  it.each<Partial<AccountFacts>>([
    { orderCount: 1 },
    { hasBalance: true },
    { hasSubscription: true },
    { createdAt: daysAgo(4) },
    { createdAt: null },
  ])('a fresh contact when the account has %j', (facts) => {
    const double = aDuplicate(facts);
    expect(send(double.identifiers[0]!, double)).toEqual({ code: 'contact-fresh' });
  });

  it('anything of an account that is not active, nor any contact, whatever its history', () => {
    const anyIdentifier = fc.record({
      kind: fc.constantFrom(...IDENTIFIER_KINDS),
      use: fc.constantFrom(...IDENTIFIER_USES),
      state: fc.constantFrom(...IDENTIFIER_STATES),
      linkedSince: fc.option(fc.nat(20).map(daysAgo), { nil: null }),
      releasedAt: fc.option(fc.nat(40).map(daysAgo), { nil: null }),
      releaseReason: fc.constantFrom('taken' as const, 'replaced' as const, null),
    });
    fc.assert(
      fc.property(anyIdentifier, fc.constantFrom('suspended', 'merged', 'closed'), (facts, status) => {
        const identifier = aPhone(facts);
        expect(send(identifier, anAccount({ status }))).toEqual({ code: 'account-not-active' });
        expect(isRefusal(send({ ...identifier, use: 'contact' }))).toBe(true);
        expect(isRefusal(send({ ...identifier, linkedSince: minutesAgo(1) }))).toBe(true);
      }),
    );
  });
});
