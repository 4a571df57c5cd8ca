import * as fc from 'fast-check';
import type { AccountFacts } from '../accounts/index.ts';
import { isRefusal } from '../errors/refusal.ts';
import {
  aDuplicate,
  anAccount,
  anEmail,
  aPhone,
  daysAgo,
  minutesLater,
  NOW,
} from '../fixtures/facts.fixture.ts';
import { STANDARD_POLICY as policy } from '../policy/policy.ts';
import { agreeingContact } from './agreeing-contact.ts';
import { readNewPhone } from './new-phone.ts';
import { type PhoneEffectInput, planPhoneEffect } from './plan-phone-effect.ts';
import { type PhoneLinkInput, planPhoneLink } from './plan-phone-link.ts';
import type { Plan } from './plan.ts';

const phone = '+919898989898';
const later = minutesLater(60).toISOString();
const waiting = aPhone({
  id: 'waiting',
  normalised: phone,
  state: 'pending',
  linkedSince: NOW.toISOString(),
});
const account = anAccount({ identifiers: [aPhone(), anEmail(), waiting] });
const theirPhone = aPhone({ id: 'their-phone', accountId: 'other', normalised: phone });
const theirEmail = anEmail({ id: 'their-email', accountId: 'other', normalised: 'ravi@example.org' });
/** Somebody else, with orders and an e-mail of long standing. */
const other = (facts: Partial<AccountFacts> = {}) =>
  anAccount({ id: 'other', securityVersion: 4, identifiers: [theirPhone, theirEmail], ...facts });
const holderOf = (facts: Partial<AccountFacts> = {}) => ({
  account: other(facts),
  identifierId: 'their-phone',
  duplicate: false,
  agreed: false,
});

const effect = (facts: Partial<PhoneEffectInput> = {}) =>
  planPhoneEffect({
    account,
    identifierId: 'waiting',
    claim: { accountId: 'old', expiresAt: later },
    holder: null,
    guarded: false,
    now: NOW,
    policy,
    ...facts,
  });
const planOf = (result: ReturnType<typeof planPhoneEffect>): Plan => {
  if (isRefusal(result) || result.do !== 'take-effect') throw new Error('No effect.');
  return result.plan;
};
const link = (facts: Partial<PhoneLinkInput> = {}) =>
  planPhoneLink({
    caseId: null,
    account: anAccount({ identifiers: [aPhone(), anEmail()] }),
    phone,
    holder: null,
    claim: null,
    pending: null,
    now: NOW,
    policy,
    ...facts,
  });
const inCase = { duplicateInCase: false, duplicateProven: false, likelyDuplicate: false };

describe('a number that is to sign in', () => {
  it.each([
    ['98989 89898', ['IN', 'SE'], phone],
    ['+91 98989-89898', ['SE'], phone],
    ['070-123 45 67', ['IN', 'SE'], '+46701234567'],
  ])('%s is read in the shop’s countries, the first that has such a mobile', (raw, countries, e164) =>
    expect(readNewPhone(raw, countries)).toEqual({ ok: true, e164 }),
  );

  it.each([
    ['', 'empty'],
    ['asha', 'not-a-phone'],
    ['+912226403101', 'not-mobile'],
    ['+18005550199', 'not-mobile'],
    ['+447000000000', 'not-mobile'],
    ['+9112', 'impossible'],
  ])('%j is refused as %s', (raw, code) => expect(readNewPhone(raw, ['IN'])).toEqual({ ok: false, code }));
});

describe('asking for a phone', () => {
  it('adds no way in: it claims the value, asks its holder, and tells everybody else on file', () => {
    const plan = link();
    if (isRefusal(plan)) throw new Error(plan.code);
    expect(plan.steps.map((step) => step.do)).toEqual([
      'add-identifier',
      'claim',
      'ask-confirmation',
      'tell',
    ]);
    expect(plan.steps[0]).toMatchObject({ state: 'pending', use: 'login', normalised: phone });
    expect(plan.securityVersions).toEqual({ old: 7 });
  });

  it.each<[string, Partial<PhoneLinkInput>, string]>([
    ['a suspended account', { account: anAccount({ status: 'suspended' }) }, 'account-not-active'],
    ['a number that is there', { phone: aPhone().normalised }, 'phone-already-yours'],
    ['another account’s claim', { claim: { accountId: 'other', expiresAt: later } }, 'phone-claimed'],
    [
      'a stranger who can agree by nothing but that phone',
      { holder: { ...inCase, account: other({ identifiers: [theirPhone] }), identifierId: 'their-phone' } },
      'phone-in-use',
    ],
    [
      'a stranger who is locked',
      { holder: { ...inCase, account: other({ lockedUntil: later }), identifierId: 'their-phone' } },
      'phone-in-use',
    ],
    [
      'a likely duplicate outside the case',
      {
        holder: { ...inCase, account: aDuplicate(), identifierId: 'double-phone', likelyDuplicate: true },
      },
      'phone-on-duplicate',
    ],
  ])('is refused for %s', (_, facts, code) => expect(link(facts)).toMatchObject({ code }));

  it('goes on where the stranger can be asked, and where the duplicate is proven', () => {
    const stranger = { ...inCase, account: other(), identifierId: 'their-phone' };
    const proven = { ...stranger, account: aDuplicate(), duplicateInCase: true, duplicateProven: true };
    expect([link({ holder: stranger }), link({ holder: proven })].map(isRefusal)).toEqual([false, false]);
  });
});

describe('who agrees to give a phone up', () => {
  it('is another contact of long standing, an e-mail before a phone, and never the number itself', () => {
    const second = aPhone({ id: 'second', accountId: 'other', normalised: '+919000000001' });
    const of = (identifiers: AccountFacts['identifiers']) =>
      agreeingContact(other({ identifiers }), phone, NOW, policy)?.identifier.id;
    expect(of([theirPhone, second, theirEmail])).toBe('their-email');
    expect(of([theirPhone, second])).toBe('second');
    expect(of([theirPhone])).toBeUndefined();
    expect(of([theirPhone, { ...theirEmail, linkedSince: daysAgo(2) }])).toBeUndefined();
    expect(of([theirPhone, { ...theirEmail, undeliverableAt: daysAgo(2) }])).toBeUndefined();
    expect(of([theirPhone, { ...theirPhone, id: 'again', use: 'recovery' }])).toBeUndefined();
  });
});

describe('a confirmed phone', () => {
  it('replaces the phone so far, and names both accounts where it leaves another', () => {
    const plan = planOf(effect({ holder: { ...holderOf(), agreed: true } }));
    expect(plan.securityVersions).toEqual({ old: 7, other: 4 });
    expect(plan.steps.slice(0, 3)).toMatchObject([
      { do: 'release-identifier', accountId: 'other', reason: 'taken', takenByAccountId: 'old' },
      { do: 'release-identifier', accountId: 'old', identifierId: 'old-phone', reason: 'replaced' },
      { do: 'verify-identifier', accountId: 'old', identifierId: 'waiting' },
    ]);
    expect(plan.steps.at(-1)).toMatchObject({
      template: 'phone-moved-away',
      contacts: [{ to: 'ravi@example.org' }],
    });
  });

  it.each<[string, Partial<PhoneEffectInput>, string]>([
    ['the account was suspended', { account: { ...account, status: 'suspended' } }, 'account-not-active'],
    ['somebody may be stealing it', { guarded: true }, 'not-changeable-now'],
    ['nothing waits any more', { identifierId: 'old-phone' }, 'code-not-accepted'],
    ['the claim is gone', { claim: null }, 'code-not-accepted'],
    ['the claim is another’s', { claim: { accountId: 'other', expiresAt: later } }, 'code-not-accepted'],
    ['the claim has run out', { claim: { accountId: 'old', expiresAt: daysAgo(1) } }, 'code-not-accepted'],
    [
      'its account was closed',
      { holder: { ...holderOf({ status: 'closed' }), agreed: true } },
      'phone-in-use',
    ],
    [
      'its account is locked',
      { holder: { ...holderOf({ lockedUntil: later }), agreed: true } },
      'phone-in-use',
    ],
    ['nobody can agree', { holder: holderOf({ identifiers: [theirPhone] }) }, 'phone-in-use'],
  ])('is refused when %s', (_, facts, code) => expect(effect(facts)).toMatchObject({ code }));

  it('asks a duplicate that has something to lose like anybody else', () => {
    expect(effect({ holder: { ...holderOf(), duplicate: true } })).toMatchObject({ do: 'ask-holder' });
    const empty = { ...holderOf({ orderCount: 0 }), duplicate: true };
    expect(effect({ holder: empty })).toMatchObject({ do: 'take-effect' });
  });

  const holders = fc.record({
    duplicate: fc.boolean(),
    agreed: fc.boolean(),
    orderCount: fc.nat(2),
    hasBalance: fc.boolean(),
    status: fc.constantFrom('active' as const, 'suspended' as const, 'closed' as const),
    locked: fc.boolean(),
    email: fc.boolean(),
  });

  it('is never verified on two accounts: whoever has it gives it up in the same plan, or nothing moves', () => {
    fc.assert(
      fc.property(fc.option(holders), (given) => {
        const holder = given && {
          ...holderOf({
            orderCount: given.orderCount,
            hasBalance: given.hasBalance,
            status: given.status,
            lockedUntil: given.locked ? later : null,
            identifiers: given.email ? [theirPhone, theirEmail] : [theirPhone],
          }),
          duplicate: given.duplicate,
          agreed: given.agreed,
        };
        const result = effect({ holder });
        if (isRefusal(result) || result.do !== 'take-effect') return;
        const { steps, securityVersions } = result.plan;
        const gives = steps.some(
          (step) => step.do === 'release-identifier' && step.identifierId === holder?.identifierId,
        );
        expect(gives).toBe(holder !== null);
        expect(Object.keys(securityVersions)).toHaveLength(holder === null ? 1 : 2);
        if (given) {
          const empty = given.orderCount === 0 && !given.hasBalance;
          expect(given.status === 'active' && !given.locked).toBe(true);
          expect(given.agreed || (given.duplicate && empty)).toBe(true);
        }
      }),
    );
  });
});
