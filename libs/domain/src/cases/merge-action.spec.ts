import * as fc from 'fast-check';
import { nothingAtStake } from '../accounts/index.ts';
import {
  aDuplicate,
  anAccount,
  anEmail,
  anEmailPossession,
  aPhone,
  aPossession,
  aRound,
  aSituation,
  daysAgo,
  evidenceOf,
  minutesAgo,
  minutesLater,
} from '../fixtures/facts.fixture.ts';
import type { HoldFacts } from '../identifiers/index.ts';
import { STRICT_POLICY } from '../policy/policy.ts';
import { assuranceOf } from '../verification/index.ts';
import type { ActionSituation } from './action-situation.ts';
import { type ActionQuery, refusalOf, verdictOn } from './action.ts';
import { allowedActions } from './allowed-actions.ts';
import { mergeNeedsApproval, mergeVerdict } from './merge-action.ts';

const PAIR = ['old', 'double'];
const ask = (facts: Partial<ActionSituation> = {}) => mergeVerdict(aSituation(facts), PAIR);
const code = (facts: Partial<ActionSituation> = {}) => refusalOf(ask(facts))?.code ?? null;
/** Nothing but their facts holds changes of the two. */
const CALM = new Map<string, HoldFacts>(PAIR.map((id) => [id, { totals: [], simSwaps: [] }]));
const needs = (facts: Partial<ActionSituation> = {}, holds: ReadonlyMap<string, HoldFacts> = CALM) =>
  mergeNeedsApproval(aSituation(facts), PAIR, holds);

const strong = [aPossession(), anEmailPossession()];
const ofDouble = { accountId: 'double' };
/** The duplicate with orders of its own, and contacts that have been on it for long. */
const withStake = aDuplicate({
  orderCount: 2,
  identifiers: [
    anEmail({ ...ofDouble, id: 'double-email', normalised: 'asha@example.org' }),
    aPhone({ ...ofDouble, id: 'double-phone', normalised: '+919800000000' }),
  ],
});

describe('asking for a merge', () => {
  it('is for the agent of an open case whose caller is verified for the claimed account', () => {
    expect(code()).toBeNull();
    expect(code({ evidence: evidenceOf({ rounds: [aRound()] }) })).toBe('assurance-too-low');
    expect(
      code({ evidence: evidenceOf({ possessions: strong.map((each) => ({ ...each, ...ofDouble })) }) }),
    ).toBe('assurance-too-low');
    expect(code({ agent: { id: 'other', role: 'agent', failedAccountsToday: 0 } })).toBe('not-your-case');
    expect(code({ case: { ...aSituation().case, state: 'closed' } })).toBe('case-closed');
    expect(code({ case: { ...aSituation().case, state: 'waiting-for-approval' } })).toBe(
      'case-state-conflict',
    );
    expect(code({ case: { ...aSituation().case, caller: 'third-party' } })).toBe('third-party-caller');
    expect(code({ changesStopped: true })).toBe('changes-stopped');
  });

  it('needs both accounts: active, open to verification, and without a contact of the agent’s own', () => {
    for (const accounts of [
      [anAccount({ status: 'suspended' }), aDuplicate()],
      [anAccount(), aDuplicate({ status: 'merged' })],
    ])
      expect(code({ accounts })).toBe('account-not-active');
    const lockedUntil = minutesLater(60).toISOString();
    for (const accounts of [
      [anAccount({ lockedUntil }), aDuplicate()],
      [anAccount(), aDuplicate({ lockedUntil })],
    ])
      expect(ask({ accounts })).toMatchObject({ missing: ['verification-unlocked'], retryAt: lockedUntil });
    for (const id of PAIR) expect(code({ ownContactAccounts: [id] })).toBe('private-contact');
  });

  it('counts as a change of both accounts', () => {
    const changed = (...ids: string[]) => code({ changesByAgent: { hour: ids, day: ids } });
    const others = (count: number) => Array.from({ length: count }, (_, index) => `account-${String(index)}`);
    expect(changed(...others(10))).toBeNull();
    expect(changed(...others(11))).toBe('change-limit-reached');
    expect(changed(...others(11), 'old')).toBe('change-limit-reached');
    expect(changed(...others(10), 'old', 'double')).toBeNull();
  });

  it('is of the claimed account and a duplicate of the case only', () => {
    const situation = aSituation();
    for (const ids of [
      ['old'],
      ['old', 'old'],
      ['old', 'stranger'],
      ['double', 'stranger'],
      [],
      [...PAIR, 'x'],
    ])
      expect(refusalOf(mergeVerdict(situation, ids))?.code).toBe('account-not-in-case');
    const roles = [
      { accountId: 'old', role: 'duplicate' },
      { accountId: 'double', role: 'duplicate' },
    ] as const;
    const two = { case: { ...situation.case, accounts: roles } };
    expect(code(two)).toBe('account-not-in-case');
    expect(needs(two)).toBe(true);
    expect(allowedActions(aSituation(two)).map(({ action }) => action)).not.toContain('merge');
  });

  it('is offered for each duplicate, and for the case as soon as one of them may be merged', () => {
    const second = aDuplicate({ id: 'second', status: 'suspended' });
    const accounts = [anAccount(), second, aDuplicate()];
    const roles = [{ accountId: 'second', role: 'duplicate' } as const, ...aSituation().case.accounts];
    const verdicts = allowedActions(
      aSituation({ accounts, case: { ...aSituation().case, accounts: roles } }),
    );
    const merges = verdicts.filter(({ action }) => action === 'merge');
    expect(merges.map(({ accountId, allowed }) => [accountId, allowed])).toEqual([
      [null, true],
      ['second', false],
      ['double', true],
    ]);
    const alone = { ...aSituation().case, accounts: [{ accountId: 'old', role: 'claimed' as const }] };
    const none = allowedActions(aSituation({ case: alone, accounts: [anAccount()] }));
    expect(refusalOf(verdictOn(none, { action: 'merge', accountId: null }))?.code).toBe(
      'account-not-in-case',
    );
  });
});

describe('a second person', () => {
  /** With somebody else to warn. */
  const warned = anAccount({
    identifiers: [aPhone(), anEmail({ id: 'own', normalised: 'own@example.org' })],
  });
  const empty = [warned, aDuplicate()];
  const full = [warned, withStake];

  it('is not asked where the claimed account is strong and the empty duplicate answered from its contact', () => {
    const moved = anEmailPossession(ofDouble);
    expect(needs({ accounts: empty, evidence: evidenceOf({ possessions: [...strong, moved] }) })).toBe(false);
    expect(needs({ accounts: empty, evidence: evidenceOf({ possessions: strong }) })).toBe(true);
    expect(
      needs({
        accounts: empty,
        evidence: evidenceOf({ rounds: [aRound()], possessions: [aPossession(), moved] }),
      }),
    ).toBe(true);
    const faded = { ...moved, at: minutesAgo(40) };
    expect(needs({ accounts: empty, evidence: evidenceOf({ possessions: [...strong, faded] }) })).toBe(true);
    const taken = { ...moved, needsLastOrder: true };
    expect(needs({ accounts: empty, evidence: evidenceOf({ possessions: [...strong, taken] }) })).toBe(true);
  });

  it('is asked for a duplicate with something at stake unless that is strong as well', () => {
    const possessions = [...strong, anEmailPossession(ofDouble)];
    const verified = { rounds: [aRound(ofDouble)], possessions };
    expect(needs({ accounts: full, evidence: evidenceOf(verified) })).toBe(true);
    const both = { possessions: [...possessions, aPossession(ofDouble)] };
    expect(needs({ accounts: full, evidence: evidenceOf(both) })).toBe(false);
    expect(needs({ accounts: full, evidence: evidenceOf(both), policy: STRICT_POLICY })).toBe(true);
  });

  it('is asked, however much was proven, where a change of either account would be held', () => {
    const both = [...strong, ...strong.map((each) => ({ ...each, ...ofDouble }))];
    const evidence = evidenceOf({ possessions: both });
    expect(needs({ accounts: full, evidence })).toBe(false);
    for (const id of PAIR) {
      const swapped = new Map(CALM).set(id, { totals: [], simSwaps: ['safe', 'risk'] });
      expect(needs({ accounts: full, evidence }, swapped)).toBe(true);
      const unread = new Map([...CALM].filter(([known]) => known !== id));
      expect(needs({ accounts: full, evidence }, unread)).toBe(true);
    }
    const alone = { ...warned, hasBalance: true, identifiers: [aPhone()] };
    expect(needs({ accounts: [alone, withStake], evidence })).toBe(true);
    const doubleAlone = { ...withStake, identifiers: withStake.identifiers.slice(0, 1) };
    expect(needs({ accounts: [warned, doubleAlone], evidence })).toBe(false);
    const rich = new Map(CALM).set('double', { totals: [{ currency: 'XAU', total: 1 }], simSwaps: [] });
    expect(needs({ accounts: [warned, doubleAlone], evidence }, rich)).toBe(true);
    expect(needs({ accounts: full, evidence }, rich)).toBe(false);
  });

  it('is asked where the only other contact to warn is what signs in to the account it becomes one with', () => {
    const evidence = evidenceOf({ possessions: [...strong, anEmailPossession(ofDouble)] });
    const shared = anEmail({ id: 'shared', use: 'contact', normalised: 'asha@example.org' });
    const thiefs = { ...warned, hasBalance: true, identifiers: [aPhone(), shared] };
    expect(needs({ accounts: [{ ...warned, hasBalance: true }, aDuplicate()], evidence })).toBe(false);
    expect(needs({ accounts: [thiefs, aDuplicate()], evidence })).toBe(true);
  });

  it('is asked, whatever the evidence, exactly as DESIGN says, and whichever account stays', () => {
    const anyPossession = fc.record({
      accountId: fc.constantFrom(...PAIR),
      at: fc.constantFrom(minutesAgo(1), minutesAgo(10), minutesAgo(45)),
      method: fc.constantFrom('sms' as const, 'email' as const),
      needsLastOrder: fc.boolean(),
    });
    const anyEvidence = fc
      .record({
        rounds: fc.array(
          fc.record({ accountId: fc.constantFrom(...PAIR) }).map((facts) => aRound(facts)),
          {
            maxLength: 2,
          },
        ),
        possessions: fc.array(
          anyPossession.map((facts) => aPossession(facts)),
          { maxLength: 4 },
        ),
      })
      .map(evidenceOf);
    fc.assert(
      fc.property(anyEvidence, fc.constantFrom(empty, full), (evidence, accounts) => {
        const situation = aSituation({ evidence, accounts });
        const { now, policy } = situation;
        const level = (id: string) => assuranceOf(id, evidence, null, now, policy).level;
        const answered = evidence.possessions.some(
          ({ accountId, at, needsLastOrder }) =>
            accountId === 'double' && at > minutesAgo(30) && !needsLastOrder,
        );
        const enough = answered || level('double') === 'verified';
        const proven = level('double') === 'strong' || (nothingAtStake(accounts[1]!) && enough);
        expect(mergeNeedsApproval(situation, PAIR, CALM)).toBe(!(level('old') === 'strong' && proven));
        const swapped = PAIR.toReversed();
        expect(mergeNeedsApproval(situation, swapped, CALM)).toBe(mergeNeedsApproval(situation, PAIR, CALM));
        expect(mergeVerdict(situation, swapped)).toEqual(mergeVerdict(situation, PAIR));
      }),
    );
  });
});

describe('evidence about a duplicate', () => {
  const verdict = (query: Partial<ActionQuery>, facts: Partial<ActionSituation> = {}) =>
    verdictOn(allowedActions(aSituation({ accounts: [anAccount(), withStake], ...facts })), {
      action: 'send-code',
      accountId: 'double',
      ...query,
    });
  const refusal = (...asked: Parameters<typeof verdict>) => refusalOf(verdict(...asked))?.code ?? null;

  it('is gathered where it has something at stake: codes to its tenured contacts, and rounds', () => {
    expect(refusal({ identifierId: 'double-phone', purpose: 'evidence' })).toBeNull();
    expect(refusal({ identifierId: 'double-phone', purpose: 'spoken' })).toBeNull();
    expect(refusal({ identifierId: 'double-email', purpose: 'evidence' })).toBeNull();
    expect(refusal({ identifierId: 'double-email', purpose: 'identifier-move' })).toBeNull();
    expect(refusal({ action: 'send-evidence-round' })).toBeNull();
    expect(refusal({ action: 'answer-spoken-code' })).toBeNull();
    const fresh = { ...withStake, identifiers: [anEmail({ ...ofDouble, id: 'f', linkedSince: daysAgo(1) })] };
    expect(refusal({ identifierId: 'f', purpose: 'evidence' }, { accounts: [anAccount(), fresh] })).toBe(
      'contact-fresh',
    );
  });

  it('is not offered where a code to its e-mail says enough', () => {
    const accounts = [anAccount(), aDuplicate()];
    expect(refusal({ action: 'send-evidence-round' }, { accounts })).toBe('account-not-in-case');
    expect(refusal({ identifierId: 'double-email', purpose: 'evidence' }, { accounts })).toBe(
      'identifier-not-usable',
    );
  });

  it('opens no change of it, locks it like any other, and leaves out what found it', () => {
    const verified = evidenceOf({
      rounds: [aRound(), aRound(ofDouble)],
      possessions: [aPossession(), anEmailPossession(ofDouble)],
    });
    for (const action of ['reassign-email', 'link-phone', 'end-sessions'] as const)
      expect(refusal({ action }, { evidence: verified })).toBe('account-not-in-case');
    const locked = { ...withStake, lockedUntil: minutesLater(9).toISOString() };
    expect(refusal({ action: 'send-evidence-round' }, { accounts: [anAccount(), locked] })).toBe(
      'account-locked',
    );
    const excluded = ['last_order', 'linked_phone_number', 'username', 'full_name'] as const;
    const found = { excludedByAccount: new Map([['double', excluded]]) };
    expect(refusal({ action: 'send-evidence-round' }, found)).toBe('answer-excluded');
    expect(refusal({ action: 'send-evidence-round', accountId: 'old' }, found)).toBeNull();
  });

  it('never makes the case look as if nobody could be reached', () => {
    const unreachable = { ...withStake, identifiers: [] };
    const verdicts = allowedActions(aSituation({ accounts: [anAccount(), unreachable] }));
    expect(verdicts.flatMap(({ missing }) => missing)).not.toContain('contact-left');
  });
});
