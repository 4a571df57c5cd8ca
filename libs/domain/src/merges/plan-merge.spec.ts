import * as fc from 'fast-check';
import { isRefusal } from '../errors/refusal.ts';
import { arbitraryMergeAccount } from '../fixtures/any-account.fixture.ts';
import { arbitraryMerge, arbitraryObstacles } from '../fixtures/any-merge.fixture.ts';
import { NOW } from '../fixtures/facts.fixture.ts';
import { aMergeAccount, anAddressOf, anIdentifierOf } from '../fixtures/merge.fixture.ts';
import { notifiedContacts } from '../identifiers/index.ts';
import { STANDARD_POLICY } from '../policy/policy.ts';
import { afterMerge } from './after-merge.ts';
import { mergeBlockers } from './merge-blockers.ts';
import type { MergeAccountFacts, MergeChoices } from './merge-facts.ts';
import type { MergePlan } from './merge-plan.ts';
import { mayKeepBoth, mergeConflicts } from './merge-sides.ts';
import { addMoney, hundredths } from './money.ts';
import { planMerge } from './plan-merge.ts';

const ask = (survivor: MergeAccountFacts, other: MergeAccountFacts, choices: MergeChoices = {}) =>
  planMerge(survivor, other, choices, STANDARD_POLICY, NOW);
const planOf = (
  survivor: MergeAccountFacts,
  other: MergeAccountFacts,
  choices: MergeChoices = {},
): MergePlan => {
  const planned = ask(survivor, other, choices);
  if (isRefusal(planned) || !planned.ok) throw new Error(JSON.stringify(planned));
  return planned.plan;
};
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).toSorted();
const [a, b] = [aMergeAccount({ id: 'a' }), aMergeAccount({ id: 'b' })];
const withLogins = (facts: MergeAccountFacts, ...more: Parameters<typeof anIdentifierOf>[1][]) => ({
  ...facts,
  identifiers: [...facts.identifiers, ...more.map((each) => anIdentifierOf(facts.id, each))],
});

describe('a field of the survivor', () => {
  it('stays what it was unless it was empty; the agent may choose otherwise', () => {
    const survivor = { ...a, language: '', birthDate: '1980-01-01' };
    const other = { ...b, firstName: 'Ravi', language: 'gu', birthDate: '1981-01-01' };
    expect(planOf(survivor, other).result).toMatchObject({
      firstName: 'Asha',
      language: 'gu',
      birthDate: '1980-01-01',
    });
    const fields = { name: 'other', birthDate: 'other', language: 'survivor' } as const;
    expect(planOf(survivor, other, { fields }).result).toMatchObject({
      firstName: 'Ravi',
      language: '',
      birthDate: '1981-01-01',
    });
    expect(mergeConflicts(survivor, other)).toEqual(['name', 'birthDate']);
  });

  it('is left to the shop where both wishes are kept and differ, and asked for nowhere else', () => {
    const wishes = [
      { ...a, contactPreference: 'sms' } as const,
      { ...b, contactPreference: 'email' } as const,
    ];
    const both = { fields: { contactPreference: 'both' } } as const;
    expect(planOf(wishes[0]!, wishes[1]!, both).result.contactPreference).toBe('any');
    expect(planOf(wishes[0]!, b, both).result.contactPreference).toBe('sms');
    expect(mayKeepBoth(wishes[0]!, wishes[1]!)).toEqual(['contactPreference']);
    expect(ask(a, b, { fields: { name: 'both' } })).toEqual({
      code: 'merge-choice-unknown',
      details: { fields: ['name'] },
    });
  });

  it('holds both notes, the survivor’s first, and every tag once', () => {
    const survivor = { ...a, note: 'One.', tags: ['vip', 'news'] };
    expect(planOf(survivor, { ...b, note: 'Two.', tags: ['news', 'new'] }).result).toMatchObject({
      note: 'One.\n\nTwo.',
      tags: ['vip', 'news', 'new'],
    });
    expect(planOf(survivor, { ...b, note: 'One.' }).result.note).toBe('One.');
    expect(planOf(survivor, { ...b, note: ' ' }).result.note).toBe('One.');
  });
});

describe('an address of the other account', () => {
  const at = (facts: Parameters<typeof anAddressOf>[0]) => ({
    ...a,
    addresses: [anAddressOf({ id: '1', ...facts })],
  });
  const moves = (kept: Parameters<typeof anAddressOf>[0], come: Parameters<typeof anAddressOf>[0]) =>
    planOf(at(kept), { ...b, addresses: [anAddressOf({ id: '2', ...come })] }).addresses;

  it('folds into one that says the same, however it is written', () => {
    const folded = { move: [], fold: ['2'] };
    expect(moves({}, { line1: '14,  LOTUS street', postcode: '395 007' })).toEqual(folded);
    expect(moves({ line1: '14 Lotus', line2: 'Street' }, {})).toEqual(folded);
    expect(moves({ line1: 'કમળ શેરી 14' }, { line1: 'કમળ શેરી, ૧૪' })).toEqual(folded);
    expect(moves({ city: '東京', postcode: '1000001' }, { city: '東京', postcode: '100-0001' })).toEqual(
      folded,
    );
    expect(moves({ phone: '+91 98' }, { phone: '', name: '' })).toEqual(folded);
  });

  it('moves where it says anything else', () => {
    const moved = { move: ['2'], fold: [] };
    for (const come of [
      { line1: '141 Lotus Street' },
      { name: 'Ravi Patel' },
      { phone: '+91 98' },
      { city: 'Bardoli' },
    ])
      expect(moves({}, come)).toEqual(moved);
    expect(moves({ line1: 'કમળ શેરી' }, { line1: 'કમળા શેરી' })).toEqual(moved);
    expect(moves({ line1: '1 11 Road' }, { line1: '11 1 Road' })).toEqual(moved);
  });

  it('is the default one where it is chosen, by the address that it folded into', () => {
    const survivor = at({ isDefault: false });
    const same = { ...b, addresses: [anAddressOf({ id: '2', isDefault: true })] };
    expect(planOf(survivor, same).result.defaultAddressId).toBe('1');
    const another = { ...b, addresses: [anAddressOf({ id: '2', isDefault: true, line1: '2 Ring Road' })] };
    expect(planOf(survivor, another)).toMatchObject({
      sides: { defaultAddress: 'other' },
      result: { defaultAddressId: '2' },
    });
    expect(planOf(at({ isDefault: true }), another).result.defaultAddressId).toBe('1');
  });
});

describe('an identifier', () => {
  it('of the other account moves, a released one too, unless the survivor has the same', () => {
    const survivor = withLogins(
      a,
      { id: 'a-phone', kind: 'phone', use: 'contact', normalised: '+911' },
      { id: 'a-old', state: 'released', releasedAt: NOW.toISOString(), normalised: 'gone@example.org' },
    );
    const other = withLogins(
      b,
      { id: 'b-phone', kind: 'phone', use: 'contact', normalised: '+911' },
      { id: 'b-login', kind: 'phone', normalised: '+911' },
      { id: 'b-old', state: 'released', releasedAt: NOW.toISOString(), normalised: 'gone@example.org' },
    );
    expect(planOf(survivor, other).identifiers).toEqual({
      move: ['b-email', 'b-login', 'b-old'],
      fold: ['b-phone'],
      release: [],
      primary: ['a-email', 'b-login'],
    });
  });

  it('comes first by choice, else as the survivor had it, and ends by choice', () => {
    const survivor = withLogins(a, { id: 'a-two', normalised: 'two@example.org' });
    expect(planOf({ ...survivor, primaryIds: ['a-two'] }, b).identifiers.primary).toEqual(['a-two']);
    expect(planOf(survivor, b, { primaryIds: ['b-email'] }).identifiers.primary).toEqual(['b-email']);
    expect(planOf(a, b, { releaseIds: ['a-email'] }).identifiers).toMatchObject({
      release: ['a-email'],
      primary: ['b-email'],
    });
  });

  it('that neither account signs in with cannot be chosen', () => {
    const contact = withLogins(b, { id: 'b-phone', kind: 'phone', use: 'contact', normalised: '+911' });
    for (const choices of [
      { primaryIds: ['nobody'] },
      { releaseIds: ['b-phone'] },
      { primaryIds: ['a-email', 'b-email'] },
      { primaryIds: ['a-email'], releaseIds: ['a-email'] },
    ])
      expect(ask(a, contact, choices)).toMatchObject({ code: 'merge-choice-unknown' });
  });
});

describe('money, points and consent', () => {
  it('are added to the last hundredth, each currency by itself', () => {
    const survivor = { ...a, points: 1_000, credits: [{ currency: 'SEK', amount: '9007199254740993.10' }] };
    const other = {
      ...b,
      points: 250,
      credits: [
        { currency: 'SEK', amount: '0.20' },
        { currency: 'EUR', amount: '5' },
      ],
    };
    expect(planOf(survivor, other).result).toMatchObject({
      points: 1_250,
      credits: [
        { currency: 'EUR', amount: '5.00' },
        { currency: 'SEK', amount: '9007199254740993.30' },
      ],
    });
    expect(() => hundredths('1,5')).toThrow(RangeError);
  });

  it('are the more restrictive of two answers, whenever they were given', () => {
    const answer = (granted: boolean, at: string) => ({ topic: 'email-marketing', granted, at });
    const [early, late] = ['2020-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z'];
    const merged = (one: boolean, two: boolean) =>
      planOf({ ...a, consents: [answer(one, early)] }, { ...b, consents: [answer(two, late)] }).result
        .consents[0];
    expect(merged(true, true)).toEqual(answer(true, late));
    expect(merged(false, true)).toEqual(answer(false, early));
    expect(merged(true, false)).toEqual(answer(false, late));
    expect(planOf(a, { ...b, consents: [answer(true, late)] }).result.consents).toEqual([answer(true, late)]);
  });
});

describe('whatever two accounts are merged, and however', () => {
  const merged = (
    property: (plan: MergePlan, from: { survivor: MergeAccountFacts; other: MergeAccountFacts }) => void,
  ) =>
    fc.assert(
      fc.property(arbitraryMerge, ({ survivor, other, choices }) => {
        const planned = ask(survivor, other, choices);
        if (isRefusal(planned)) throw new Error(planned.code);
        if (planned.ok) property(planned.plan, { survivor, other });
      }),
    );

  it('nothing of either is lost and nothing is there twice', () => {
    merged((plan, from) => {
      const { survivor, other } = afterMerge(from.survivor, from.other, plan, NOW.toISOString());
      for (const what of ['identifiers', 'addresses', 'giftCards', 'subscriptions'] as const) {
        const before = [...from.survivor[what], ...from.other[what]];
        expect(ids([...survivor[what], ...other[what]])).toEqual(ids(before));
      }
      expect(other.giftCards).toEqual([]);
      expect(survivor.orderCount + other.orderCount).toBe(from.survivor.orderCount + from.other.orderCount);
      expect(survivor.points + other.points).toBe(from.survivor.points + from.other.points);
      expect(survivor.credits).toEqual(addMoney(from.survivor.credits, from.other.credits));
      const living = survivor.identifiers.filter(({ state }) => state !== 'released');
      const keys = living.map(({ kind, use, normalised }) => [kind, use, normalised].join(' '));
      expect(new Set(keys).size).toBe(keys.length);
      expect(survivor.addresses.filter(({ isDefault }) => isDefault).length).toBeLessThanOrEqual(1);
    });
  });

  it('what signed in still signs in unless it was chosen to end, and one login of each kind comes first', () => {
    merged((plan, from) => {
      const { survivor } = afterMerge(from.survivor, from.other, plan, NOW.toISOString());
      const logins = (facts: MergeAccountFacts) =>
        facts.identifiers.filter(({ use, state }) => use === 'login' && state === 'verified');
      const before = [...logins(from.survivor), ...logins(from.other)];
      const stay = before.filter(({ id }) => !plan.identifiers.release.includes(id));
      expect(ids(logins(survivor))).toEqual(ids(stay));
      expect(stay.length > 0 || before.length === 0).toBe(true);
      const firsts = logins(survivor).filter(({ id }) => survivor.primaryIds.includes(id));
      const kinds = firsts.map(({ kind }) => kind);
      expect(new Set(kinds)).toEqual(new Set(stay.map(({ kind }) => kind)));
      expect(kinds.length).toBe(new Set(kinds).size);
    });
  });

  it('everybody who could be told of a change of either is told, each value once', () => {
    merged((plan, { survivor, other }) => {
      const of = (facts: MergeAccountFacts) =>
        notifiedContacts(facts.identifiers, NOW, STANDARD_POLICY, []).map(
          ({ method, to }) => `${method} ${to}`,
        );
      expect(plan.told.map(({ method, to }) => `${method} ${to}`).toSorted()).toEqual(
        [...new Set([...of(survivor), ...of(other)])].toSorted(),
      );
    });
  });

  it('the plan is the same in whatever order the facts come,, and grants nothing that one of them denied', () => {
    const turned = (facts: MergeAccountFacts): MergeAccountFacts => ({
      ...facts,
      identifiers: facts.identifiers.toReversed(),
      addresses: facts.addresses.toReversed(),
      consents: facts.consents.toReversed(),
      credits: facts.credits.toReversed(),
      giftCards: facts.giftCards.toReversed(),
      subscriptions: facts.subscriptions.toReversed(),
      primaryIds: facts.primaryIds.toReversed(),
    });
    fc.assert(
      fc.property(arbitraryMerge, ({ survivor, other, choices }) => {
        const planned = ask(survivor, other, choices);
        expect(ask(turned(survivor), turned(other), choices)).toEqual(planned);
        if (isRefusal(planned) || !planned.ok) return;
        for (const consent of planned.plan.result.consents) {
          const said = [...survivor.consents, ...other.consents].filter(
            ({ topic }) => topic === consent.topic,
          );
          expect(said).toContainEqual(consent);
          if (consent.granted) expect(said.every(({ granted }) => granted)).toBe(true);
        }
      }),
    );
  });
});

describe('what stands in the way', () => {
  const codes = (survivor: MergeAccountFacts, other: MergeAccountFacts, releaseIds: string[] = []) =>
    mergeBlockers(survivor, other, releaseIds, NOW).map(({ code, accountId }) => [code, accountId]);

  it('is nothing between two plain accounts', () => {
    expect(codes(a, b)).toEqual([]);
    expect(
      codes(aMergeAccount({ id: 'a', identifiers: [] }), aMergeAccount({ id: 'b', identifiers: [] })),
    ).toEqual([]);
  });

  it('is an account with itself, named once', () => {
    expect(codes({ ...a, hasSecondFactor: true }, a)).toEqual([['same-account', null]]);
    expect(codes({ ...a, status: 'closed' }, { ...a, status: 'closed' })).toEqual([
      ['same-account', null],
      ['account-closed', 'a'],
    ]);
  });

  it('is a choice that leaves no login, and a status that nobody named', () => {
    expect(codes(a, b, ['a-email', 'b-email'])).toEqual([['no-login-left', null]]);
    expect(codes(a, b, ['a-email'])).toEqual([]);
    expect(codes(a, { ...b, status: 'new' as 'active' })).toEqual([['account-suspended', 'b']]);
  });

  it('is a login that waits for its confirmation', () => {
    const waits = withLogins(b, { id: 'b-new', state: 'pending', normalised: 'new@example.org' });
    expect(codes(a, { ...waits, changePending: true })).toEqual([['change-pending', 'b']]);
    // Its time is up.
    expect(codes(a, waits)).toEqual([]);
  });

  it('is listed whole, none invented; a merge is refused exactly when there is something', () => {
    const anyAccounts = fc.tuple(
      arbitraryMergeAccount('a'),
      arbitraryObstacles,
      arbitraryMergeAccount('b'),
      arbitraryObstacles,
    );
    fc.assert(
      fc.property(anyAccounts, ([one, ofOne, two, ofTwo]) => {
        const [survivor, other] = [
          { ...one, ...ofOne },
          { ...two, ...ofTwo },
        ];
        const expected = [
          ...(survivor.realm === other.realm ? [] : ['another-realm']),
          ...[survivor, other].flatMap((account) => [
            ...(account.status === 'active' ? [] : [`account-${account.status} ${account.id}`]),
            ...account.holds.map((hold) => `${hold} ${account.id}`),
            ...(account.mergePending ? [`merge-pending ${account.id}`] : []),
            ...(account.changePending ? [`change-pending ${account.id}`] : []),
            ...((account.lockedUntil ?? '') > NOW.toISOString() ? [`verification-locked ${account.id}`] : []),
          ]),
          ...(survivor.hasSecondFactor && other.hasSecondFactor ? ['both-have-second-factor'] : []),
        ];
        const planned = ask(survivor, other);
        if (isRefusal(planned)) throw new Error(planned.code);
        const found = planned.ok
          ? []
          : planned.blockers.map(({ code, accountId }) =>
              accountId === null ? code : `${code} ${accountId}`,
            );
        expect(found.toSorted()).toEqual(expected.toSorted());
        expect(planned.ok).toBe(expected.length === 0);
        const swapped = mergeBlockers(other, survivor, [], NOW);
        expect(swapped.length).toBe(found.length);
      }),
    );
  });
});
