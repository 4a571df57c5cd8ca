import fc from 'fast-check';
import { ACCOUNT_STATUSES } from '../accounts/index.ts';
import { isRefusal } from '../errors/refusal.ts';
import { mayNotLiftHold, mayNotPlaceHold } from './legal-hold.ts';
import { type ErasureAccount, type ErasureFacts, planErasure } from './plan-erasure.ts';
import { ERASED_PARTS, KEPT_PARTS } from './what-is-erased.ts';

const anAccount = (id: string, had: Partial<ErasureAccount> = {}): ErasureAccount => ({
  id,
  status: 'active',
  erased: false,
  securityVersion: 1,
  legalHold: false,
  mergePending: false,
  ...had,
});
const account = (status: ErasureAccount['status'] | 'any') =>
  fc.record({
    id: fc.uuid(),
    status: status === 'any' ? fc.constantFrom(...ACCOUNT_STATUSES) : fc.constant(status),
    erased: fc.boolean(),
    securityVersion: fc.nat(),
    legalHold: fc.boolean(),
    mergePending: fc.boolean(),
  });
const person = fc.record({
  account: account('any'),
  tombstones: fc.uniqueArray(account('merged'), { selector: ({ id }) => id, maxLength: 6 }),
});
const all = ({ account: one, tombstones }: ErasureFacts) => [one, ...tombstones];

describe('erasing a person', () => {
  it('names every account that was merged into the one asked for', () => {
    const plan = planErasure({
      account: anAccount('b', { securityVersion: 3 }),
      tombstones: [anAccount('c', { status: 'merged' }), anAccount('a', { status: 'merged' })],
    });
    expect(plan).toMatchObject({
      accountId: 'b',
      accountIds: ['a', 'b', 'c'],
      securityVersions: { a: 1, b: 3, c: 1 },
    });
  });

  it.each([
    ['account-erased', { erased: true, legalHold: true }],
    ['account-merged-away', { status: 'merged', legalHold: true }],
    ['legal-hold', { legalHold: true, mergePending: true }],
    ['merge-under-way', { mergePending: true }],
  ] as const)('is refused as %s', (code, had) => {
    expect(planErasure({ account: anAccount('a', had), tombstones: [] })).toEqual({ code });
  });

  it('takes a suspended and a closed account like an active one', () => {
    for (const status of ['active', 'suspended', 'closed'] as const)
      expect(isRefusal(planErasure({ account: anAccount('a', { status }), tombstones: [] }))).toBe(false);
  });

  it('never plans anything while one account of the person is held, and always names all or none', () => {
    fc.assert(
      fc.property(person, (facts) => {
        const plan = planErasure(facts);
        if (all(facts).some(({ legalHold }) => legalHold)) expect(isRefusal(plan)).toBe(true);
        if (isRefusal(plan)) return;
        expect(facts.account.status).not.toBe('merged');
        expect(new Set(plan.accountIds)).toEqual(new Set(all(facts).map(({ id }) => id)));
        expect(Object.keys(plan.securityVersions).sort()).toEqual([...plan.accountIds].sort());
      }),
    );
  });

  it('is the same plan in whatever order the accounts are read, and another one when an account has moved', () => {
    fc.assert(
      fc.property(person, fc.nat(), (facts, seed) => {
        const turned = { ...facts, tombstones: [...facts.tombstones].reverse() };
        expect(JSON.stringify(planErasure(turned))).toBe(JSON.stringify(planErasure(facts)));
        const plan = planErasure(facts);
        if (isRefusal(plan)) return;
        const moved = { ...facts.account, securityVersion: facts.account.securityVersion + 1 + seed };
        expect(JSON.stringify(planErasure({ ...facts, account: moved }))).not.toBe(JSON.stringify(plan));
      }),
    );
  });

  it('empties and keeps every part, each once and with its reason', () => {
    const plan = planErasure({ account: anAccount('a'), tombstones: [] });
    if (isRefusal(plan)) throw new Error('Nothing stands in the way.');
    expect(plan.erases).toEqual(ERASED_PARTS);
    expect(plan.keeps.map(({ part }) => part)).toEqual(KEPT_PARTS);
    expect(plan.keeps.every(({ because }) => because.length > 0)).toBe(true);
  });
});

describe('a legal hold', () => {
  const standing = { status: 'active', erased: false, held: false } as const;

  it('is placed once, on the account that stands for the person, and not on an erased one', () => {
    expect(mayNotPlaceHold(standing)).toBeNull();
    expect(mayNotPlaceHold({ ...standing, status: 'suspended' })).toBeNull();
    expect(mayNotPlaceHold({ ...standing, held: true })).toEqual({ code: 'legal-hold-placed' });
    expect(mayNotPlaceHold({ ...standing, status: 'merged' })).toEqual({ code: 'account-merged-away' });
    expect(mayNotPlaceHold({ ...standing, erased: true })).toEqual({ code: 'account-erased' });
  });

  it('is lifted where there is one', () => {
    expect(mayNotLiftHold({ ...standing, held: true })).toBeNull();
    expect(mayNotLiftHold(standing)).toEqual({ code: 'legal-hold-not-placed' });
  });
});
