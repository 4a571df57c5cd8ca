import * as fc from 'fast-check';
import { isRefusal } from '../errors/refusal.ts';
import { daysAgo, minutesLater, NOW } from '../fixtures/facts.fixture.ts';
import { aMergeAccount, anAddressOf, anIdentifierOf } from '../fixtures/merge.fixture.ts';
import { anUndo, arbitraryUndo, arbitraryUndoDecisions } from '../fixtures/undo.fixture.ts';
import { STANDARD_POLICY } from '../policy/policy.ts';
import { afterUndo } from './after-undo.ts';
import type { MergeAccountFacts } from './merge-facts.ts';
import { addMoney } from './money.ts';
import { planUndo, undoChanges } from './plan-undo.ts';
import type { UndoDecisions, UndoFacts, UndoPlan } from './undo-plan.ts';

const AT = minutesLater(1).toISOString();
const ask = (facts: UndoFacts, decisions: UndoDecisions = {}) =>
  planUndo(facts, decisions, STANDARD_POLICY, NOW);
const planOf = (facts: UndoFacts, decisions: UndoDecisions = {}): UndoPlan => {
  const plan = ask(facts, decisions);
  if (isRefusal(plan)) throw new Error(JSON.stringify(plan));
  return plan;
};
const undone = (facts: UndoFacts, decisions: UndoDecisions = {}) =>
  afterUndo(facts, planOf(facts, decisions), AT);
const since = (
  change: (survivor: MergeAccountFacts) => Partial<MergeAccountFacts>,
  more: Partial<UndoFacts> = {},
) => {
  const facts = anUndo();
  const { survivor } = facts.now;
  return { ...facts, ...more, now: { ...facts.now, survivor: { ...survivor, ...change(survivor) } } };
};
const keep = { do: 'keep' } as const;
const revert = { do: 'revert' } as const;
const split = (toOther: string) => ({ do: 'split', toOther }) as const;
const identifier = (account: MergeAccountFacts, id: string) =>
  account.identifiers.find((each) => each.id === id);
const released = (account: MergeAccountFacts, id: string) =>
  account.identifiers.map((each) =>
    each.id === id
      ? ({ ...each, state: 'released', releasedAt: daysAgo(1), releaseReason: 'replaced' } as const)
      : each,
  );

describe('a merge that is taken back', () => {
  it('cannot be when it is too late, erased, overtaken by a later one, or the survivor is kept as it is', () => {
    const facts = anUndo();
    const code = (more: Partial<UndoFacts>) => ask({ ...facts, ...more });
    expect(code({})).toMatchObject({ kind: 'merge-undo' });
    expect(code({ undoUntil: NOW.toISOString() })).toMatchObject({ kind: 'merge-undo' });
    for (const undoUntil of [daysAgo(1), null, 'never'])
      expect(code({ undoUntil })).toEqual({ code: 'undo-too-late' });
    expect(code({ erased: true })).toEqual({ code: 'undo-void' });
    expect(code({ laterMergeId: 'm2' })).toEqual({
      code: 'undo-blocked-by-later-merge',
      details: { mergeId: 'm2' },
    });
    expect(ask(since(() => ({ status: 'suspended' })))).toMatchObject({ code: 'account-not-active' });
    expect(ask(since(() => ({ holds: ['legal-hold'] })))).toMatchObject({ code: 'merge-blocked' });
    expect(ask(since(() => ({ holds: ['fraud-hold'] })))).toMatchObject({ kind: 'merge-undo' });
    expect(ask(since(() => ({ changePending: true })))).toEqual({
      code: 'merge-blocked',
      details: { blockers: [{ code: 'change-pending', accountId: 'a' }] },
    });
    const other = { ...facts.now.other, status: 'active' as const };
    expect(code({ now: { ...facts.now, other } })).toEqual({ code: 'merge-not-done' });
  });

  it('knows no decision about what did not change, and none that is not offered', () => {
    expect(ask(anUndo(), { name: keep })).toMatchObject({
      code: 'merge-choice-unknown',
      details: { ids: ['name'] },
    });
    expect(
      ask(
        since(() => ({ firstName: 'Usha' })),
        { name: split('1') },
      ),
    ).toMatchObject({
      code: 'merge-choice-unknown',
    });
    expect(ask(anUndo(), { constructor: keep })).toMatchObject({
      code: 'merge-choice-unknown',
    });
  });
});

describe('what was changed since', () => {
  it('a name stays with the survivor unless it is taken back; the other has its own', () => {
    const renamed = since(() => ({ firstName: 'Usha' }));
    expect(undoChanges(renamed)).toMatchObject([{ id: 'name', before: 'Asha Patel', now: 'Usha Patel' }]);
    expect(undone(renamed).survivor.firstName).toBe('Usha');
    expect(undone(renamed, { name: revert }).survivor.firstName).toBe('Asha');
    expect(undone(renamed).other.firstName).toBe('Ravi');
  });

  it('a no that was said since is a no of both', () => {
    const facts = anUndo({ other: { consents: [{ topic: 'post', granted: true, at: daysAgo(90) }] } });
    const no = { topic: 'post', granted: false, at: daysAgo(1) };
    const said = { ...facts, now: { ...facts.now, survivor: { ...facts.now.survivor, consents: [no] } } };
    expect(undone(said)).toMatchObject({ survivor: { consents: [no] }, other: { consents: [no] } });
    expect(undone(said, { 'consent:post': revert })).toMatchObject({
      survivor: { consents: [] },
      other: { consents: [{ granted: true }] },
    });
  });

  it('a new address stays, one of the other’s goes back, and a default one cannot be kept by both', () => {
    const facts = anUndo({ other: { addresses: [anAddressOf({ id: '2', isDefault: true })] } });
    const added = anAddressOf({ id: '3', line1: '5 New Road', isDefault: true });
    const survivor = {
      ...facts.now.survivor,
      addresses: [...facts.now.survivor.addresses.map((each) => ({ ...each, isDefault: false })), added],
    };
    const with3 = { ...facts, now: { ...facts.now, survivor } };
    expect(undone(with3)).toMatchObject({
      survivor: { addresses: [{ id: '3', isDefault: true }] },
      other: { addresses: [{ id: '2', isDefault: true }] },
    });
    expect(undone(with3, { 'address:3': revert, 'default-address': revert }).survivor.addresses).toEqual([]);
    const gone = { ...facts, now: { ...facts.now, survivor: { ...facts.now.survivor, addresses: [] } } };
    expect(undone(gone).other.addresses).toEqual([]);
    expect(undone(gone, { 'address:2': revert }).other.addresses).toEqual(facts.before.other.addresses);
  });

  it('a password ends unless it is kept', () => {
    const facts = { ...anUndo(), passwordSetSince: true };
    expect(undone(facts).survivor.hasPassword).toBe(false);
    expect(undone(facts, { password: keep }).survivor.hasPassword).toBe(true);
    expect(undone(facts, { password: keep }).other.hasPassword).toBe(false);
  });
});

describe('points and credit', () => {
  const points = (now: number) => since(() => ({ points: now }));
  const credit = (amount: string) => since(() => ({ credits: [{ currency: 'EUR', amount }] }));

  it('that were earned since stay with the survivor', () => {
    expect(undone(points(400))).toMatchObject({ survivor: { points: 350 }, other: { points: 50 } });
    expect(undone(points(400), { points: split('400') })).toMatchObject({
      survivor: { points: 0 },
      other: { points: 400 },
    });
    expect(undone(credit('10.00'))).toMatchObject({
      survivor: { credits: [{ amount: '7.50' }] },
      other: { credits: [{ amount: '2.50' }] },
    });
  });

  it('that were spent since are divided by whoever approves, from nothing to all that is left', () => {
    expect(ask(points(149))).toEqual({ code: 'undo-decision-needed', details: { ids: ['points'] } });
    expect(ask(points(149), { points: keep })).toMatchObject({ code: 'merge-choice-unknown' });
    for (const toOther of ['150', '1.5', '0.01', '-1', '1,5', '1.', 'all', ''])
      expect(ask(points(149), { points: split(toOther) })).toMatchObject({ code: 'undo-decision-needed' });
    expect(undone(points(149), { points: split('149') })).toMatchObject({
      survivor: { points: 0 },
      other: { points: 149 },
    });
    expect(undone(credit('2.51'), { 'credit:EUR': split('0.01') })).toMatchObject({
      survivor: { credits: [{ amount: '2.50' }] },
      other: { credits: [{ amount: '0.01' }] },
    });
    expect(ask(since(() => ({ credits: [] })))).toMatchObject({ details: { ids: ['credit:EUR'] } });
  });
});

describe('an identifier', () => {
  const rival = anIdentifierOf('a', { id: 'new', normalised: 'b@example.org', linkedSince: daysAgo(1) });

  it('of the other account that was replaced comes back, or stays released, on its own account', () => {
    const facts = since((survivor) => ({ identifiers: released(survivor, 'b-email') }));
    expect(identifier(undone(facts).other, 'b-email')).toEqual(facts.before.other.identifiers[0]);
    expect(identifier(undone(facts, { 'identifier:b-email': keep }).other, 'b-email')).toMatchObject({
      state: 'released',
      linkedSince: facts.before.other.identifiers[0]!.linkedSince,
    });
  });

  it('of the other account that was taken away as wrong comes back only where somebody says so', () => {
    const facts = since((survivor) => ({
      identifiers: released(survivor, 'b-email').map((each) =>
        each.id === 'b-email' ? { ...each, releaseReason: 'reversed' as const } : each,
      ),
    }));
    expect(undoChanges(facts)).toMatchObject([
      { id: 'identifier:b-email', needsDecision: true, byDefault: null, options: ['keep', 'revert'] },
    ]);
    expect(ask(facts)).toMatchObject({
      code: 'undo-decision-needed',
      details: { ids: ['identifier:b-email'] },
    });
    expect(identifier(undone(facts, { 'identifier:b-email': keep }).other, 'b-email')?.state).toBe(
      'released',
    );
    expect(identifier(undone(facts, { 'identifier:b-email': revert }).other, 'b-email')?.state).toBe(
      'verified',
    );
  });

  it('that signs in to a third account since is not taken from it, and somebody has to say so', () => {
    const facts = since((survivor) => ({ identifiers: released(survivor, 'b-email') }), {
      takenElsewhere: [{ kind: 'email', normalised: 'b@example.org' }],
    });
    expect(ask(facts)).toMatchObject({
      code: 'undo-decision-needed',
      details: { ids: ['identifier:b-email'] },
    });
    expect(ask(facts, { 'identifier:b-email': revert })).toMatchObject({ code: 'merge-choice-unknown' });
    expect(identifier(undone(facts, { 'identifier:b-email': keep }).other, 'b-email')?.state).toBe(
      'released',
    );
  });

  it('whose value the survivor got anew is on one of the two, as somebody says', () => {
    const facts = since((survivor) => ({ identifiers: [...released(survivor, 'b-email'), rival] }));
    expect(undoChanges(facts).map(({ id }) => id)).toEqual(['identifier:b-email']);
    const kept = undone(facts, { 'identifier:b-email': keep });
    expect(identifier(kept.survivor, 'new')?.state).toBe('verified');
    expect(identifier(kept.other, 'b-email')?.state).toBe('released');
    const back = undone(facts, { 'identifier:b-email': revert });
    expect(identifier(back.survivor, 'new')).toMatchObject({ state: 'released', releaseReason: 'reversed' });
    expect(identifier(back.other, 'b-email')?.state).toBe('verified');
  });

  it('that is new stays with the survivor unless it is taken back', () => {
    const another = { ...rival, normalised: 'c@example.org' };
    const facts = since((survivor) => ({
      identifiers: [...survivor.identifiers, another],
      primaryIds: ['new'],
    }));
    expect(undone(facts).survivor).toMatchObject({ primaryIds: ['new'] });
    const back = undone(facts, { 'identifier:new': revert });
    expect(identifier(back.survivor, 'new')?.state).toBe('released');
    expect(back.survivor.primaryIds).toEqual([]);
    expect(planOf(facts, { 'identifier:new': revert }).told.map(({ to }) => to)).not.toContain(
      'c@example.org',
    );
  });

  it('takes the orders with it that were placed with it, or by its customer with none that is known', () => {
    const newOrders = [
      { placedWith: 'b-email', ofOthersCustomer: false, count: 2 },
      { placedWith: 'a-email', ofOthersCustomer: true, count: 1 },
      { placedWith: null, ofOthersCustomer: false, count: 1 },
      { placedWith: null, ofOthersCustomer: true, count: 5 },
    ];
    const facts = since(({ orderCount }) => ({ orderCount: orderCount + 9 }), { newOrders });
    expect(undoChanges(facts)).toMatchObject([
      { id: 'order:other', now: '7', options: ['keep'] },
      { id: 'order:survivor', now: '2' },
    ]);
    expect(undone(facts)).toMatchObject({ survivor: { orderCount: 4 }, other: { orderCount: 8 } });
    expect(planOf(facts)).toEqual(planOf({ ...facts, newOrders: [] }));
  });
});

describe('whatever is merged and taken back', () => {
  it('is what it was before, where nothing changed meanwhile', () => {
    fc.assert(
      fc.property(arbitraryUndo({ changes: false }), (facts) => {
        expect(undoChanges(facts)).toEqual([]);
        const { survivor, other } = undone(facts);
        const { before } = facts;
        expect(survivor).toEqual({
          ...before.survivor,
          securityVersion: before.survivor.securityVersion + 2,
        });
        expect(other).toEqual({
          ...before.other,
          securityVersion: before.other.securityVersion + 2,
          hasPassword: false,
          hasSecondFactor: false,
        });
      }),
    );
  });

  it('loses nothing and doubles nothing, whatever changed and whatever is decided', () => {
    const anyUndoing = arbitraryUndo({ changes: true }).chain((facts) =>
      arbitraryUndoDecisions(undoChanges(facts)).map((decisions) => ({ facts, decisions })),
    );
    fc.assert(
      fc.property(anyUndoing, ({ facts, decisions }) => {
        const { survivor, other } = undone(facts, decisions);
        const { now, before } = facts;
        const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).toSorted();
        for (const what of ['identifiers', 'giftCards', 'subscriptions'] as const)
          expect(ids([...survivor[what], ...other[what]])).toEqual(
            ids([...now.survivor[what], ...now.other[what]]),
          );
        expect(survivor.points + other.points).toBe(now.survivor.points);
        expect(Math.min(survivor.points, other.points)).toBeGreaterThanOrEqual(0);
        expect(addMoney(survivor.credits, other.credits)).toEqual(addMoney(now.survivor.credits));
        for (const { amount } of [...survivor.credits, ...other.credits]) expect(amount).not.toMatch('-');
        for (const account of [survivor, other]) {
          const living = account.identifiers.filter(({ state }) => state !== 'released');
          const keys = living.map(({ kind, use, normalised }) => [kind, use, normalised].join(' '));
          expect(new Set(keys).size).toBe(keys.length);
          expect(account.addresses.filter(({ isDefault }) => isDefault).length).toBeLessThanOrEqual(1);
        }
        const logins = [...survivor.identifiers, ...other.identifiers].filter(
          ({ use, state }) => use === 'login' && state === 'verified',
        );
        const values = logins.map(({ kind, normalised }) => `${kind} ${normalised}`);
        expect(new Set(values).size).toBe(values.length);
        for (const { kind, normalised } of facts.takenElsewhere)
          expect(values).not.toContain(`${kind} ${normalised}`);
        for (const account of [before.survivor, before.other]) {
          const owner = account.id === survivor.id ? survivor : other;
          for (const { id } of account.identifiers) expect(ids(owner.identifiers)).toContain(id);
        }
        expect(survivor.orderCount + other.orderCount).toBe(now.survivor.orderCount);
      }),
    );
  });

  it('needs a decision exactly where none is chosen for them, and names each', () => {
    fc.assert(
      fc.property(arbitraryUndo({ changes: true }), (facts) => {
        const needed = undoChanges(facts).filter(({ needsDecision }) => needsDecision);
        const planned = ask(facts);
        expect(isRefusal(planned)).toBe(needed.length > 0);
        if (isRefusal(planned))
          expect(planned).toEqual({
            code: 'undo-decision-needed',
            details: { ids: needed.map(({ id }) => id).toSorted() },
          });
      }),
    );
  });

  it('comes back empty where there was nothing', () => {
    const [a, b] = [aMergeAccount({ id: 'a', identifiers: [] }), aMergeAccount({ id: 'b', identifiers: [] })];
    const facts = anUndo({ survivor: a, other: b });
    expect(undone(facts).survivor.identifiers).toEqual([]);
  });
});
