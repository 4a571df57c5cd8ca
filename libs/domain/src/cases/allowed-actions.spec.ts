import {
  aDuplicate,
  anAccount,
  anEmail,
  aPhone,
  aPossession,
  aRound,
  aSituation,
  aTakenPhone,
  daysAgo,
  evidenceOf,
  minutesAgo,
  minutesLater,
  NOW,
} from '../fixtures/facts.fixture.ts';
import { STRICT_POLICY } from '../policy/policy.ts';
import { type ActionQuery, refusalOf, verdictOn } from './action.ts';
import type { ActionSituation } from './action-situation.ts';
import { allowedActions } from './allowed-actions.ts';

const ask = (query: Partial<ActionQuery>, facts: Partial<ActionSituation> = {}) =>
  verdictOn(allowedActions(aSituation(facts)), { action: 'reassign-email', accountId: 'old', ...query });
const refusal = (query: Partial<ActionQuery>, facts: Partial<ActionSituation> = {}) =>
  refusalOf(ask(query, facts))?.code ?? null;
const inState = (state: ActionSituation['case']['state']) => ({ case: { ...aSituation().case, state } });

describe('the agent of the story', () => {
  it('may reassign the e-mail once the caller is verified, and not before', () => {
    expect(ask({})).toMatchObject({ allowed: true, missing: [], nextStep: null });
    expect(ask({}, { evidence: evidenceOf() })).toMatchObject({
      allowed: false,
      missing: ['assurance-verified', 'knowledge-round', 'possession'],
      nextStep: 'send-a-round',
    });
    expect(ask({}, { evidence: evidenceOf({ rounds: [aRound()] }) })).toMatchObject({
      allowed: false,
      missing: ['assurance-verified', 'possession'],
      nextStep: 'send-a-code',
    });
  });

  it('may ask for an e-mail or a phone by a confirmed document alone, but end no session, and nothing under strict', () => {
    const document = { accountId: 'old', receivedAt: minutesAgo(6), confirmedAt: minutesAgo(3) };
    const evidence = evidenceOf({ rounds: [aRound()], documents: [document] });
    const waits = evidenceOf({ rounds: [aRound()], documents: [{ ...document, confirmedAt: null }] });
    for (const action of ['reassign-email', 'link-phone'] as const) {
      expect(ask({ action }, { evidence })).toMatchObject({ allowed: true, missing: [] });
      expect(ask({ action }, { evidence, policy: STRICT_POLICY })).toMatchObject({ allowed: false });
      expect(ask({ action }, { evidence: waits })).toMatchObject({ allowed: false });
      const noRound = evidenceOf({ documents: [document] });
      expect(ask({ action }, { evidence: noRound })).toMatchObject({ allowed: false });
    }
    expect(ask({ action: 'end-sessions' }, { evidence })).toMatchObject({ allowed: false });
  });

  it('hears in variant B that the round must hold the last order', () => {
    const evidence = evidenceOf({
      rounds: [aRound({ kinds: ['full_name', 'shipping_address'] })],
      possessions: [aPossession({ needsLastOrder: true })],
    });
    expect(ask({}, { evidence })).toMatchObject({ nextStep: 'send-a-round-with-last-order' });
    expect(refusal({}, { evidence })).toBe('last-order-needed');
  });

  it('hears without the phone in hand what is missing and what to do', () => {
    expect(refusalOf(ask({}, { evidence: evidenceOf({ rounds: [aRound()] }) }))).toEqual({
      code: 'assurance-too-low',
      details: { missing: ['assurance-verified', 'possession'], nextStep: 'send-a-code', retryAt: null },
    });
  });

  it('is refused for the duplicate, and for an account that is not in the case', () => {
    expect(refusal({ accountId: 'double' })).toBe('account-not-in-case');
    expect(refusal({ accountId: 'stranger' })).toBe('account-not-in-case');
    expect(refusal({}, { accounts: [anAccount({ id: 'stranger' })] })).toBe('account-not-in-case');
  });

  it('sees before there is a claimed account what will be possible', () => {
    const facts = { case: { ...aSituation().case, accounts: [] }, accounts: [] };
    for (const action of ['send-evidence-round', 'send-code', 'reassign-email', 'send-reset-link'] as const) {
      expect(ask({ action, accountId: null }, facts)).toMatchObject({
        allowed: false,
        missing: ['claimed-account'],
        nextStep: 'add-the-claimed-account',
      });
    }
    expect(refusal({ action: 'add-account', accountId: null }, facts)).toBeNull();
  });
});

describe('codes', () => {
  const toPhone = { action: 'send-code', identifierId: 'old-phone' } as const;

  it('go to the old account’s phone before anything is proven, also when the duplicate took it', () => {
    expect(ask(toPhone, { evidence: evidenceOf() })).toMatchObject({ allowed: true, purpose: 'evidence' });
    const accounts = [anAccount({ identifiers: [aTakenPhone()] })];
    expect(ask(toPhone, { accounts })).toMatchObject({ allowed: true, purpose: 'evidence' });
  });

  it('go to the duplicate’s e-mail only to move it', () => {
    const query = { action: 'send-code', accountId: 'double', identifierId: 'double-email' } as const;
    expect(ask(query)).toMatchObject({ allowed: true, purpose: 'identifier-move' });
    expect(refusal({ ...query, purpose: 'evidence' })).toBe('identifier-not-usable');
    expect(refusal({ ...query, identifierId: 'double-phone' })).toBe('identifier-not-usable');
  });

  it('do not go to a fresh, unreachable or mere contact', () => {
    const withPhone = (facts: Parameters<typeof aPhone>[0]) => ({
      accounts: [anAccount({ identifiers: [aPhone(facts)] })],
    });
    expect(refusal(toPhone, withPhone({ linkedSince: daysAgo(1) }))).toBe('contact-fresh');
    expect(refusal(toPhone, withPhone({ undeliverableAt: daysAgo(1) }))).toBe('identifier-not-usable');
    expect(refusal(toPhone, withPhone({ use: 'contact' }))).toBe('identifier-not-usable');
    expect(refusal(toPhone, withPhone({ state: 'pending' }))).toBe('identifier-not-usable');
  });

  it('wait two minutes, and stop at three a day for the destination, whichever account was meant', () => {
    const sent = (...ages: number[]) => ({
      codesSent: ages.map((age) => ({
        at: minutesAgo(age),
        accountId: 'other',
        destination: '+919812345678',
        purpose: 'evidence' as const,
      })),
    });
    expect(refusal(toPhone, sent(1))).toBe('code-too-soon');
    expect(ask(toPhone, sent(1)).retryAt).toBe(minutesLater(1).toISOString());
    expect(refusal(toPhone, sent(10, 20))).toBeNull();
    expect(refusal(toPhone, sent(10, 20, 30))).toBe('code-limit-reached');
  });
});

describe('a reset link', () => {
  const accounts = [anAccount({ identifiers: [anEmail({ linkedSince: minutesAgo(3) })] })];
  const query = { action: 'send-reset-link', identifierId: 'old-email' } as const;

  it('goes to the verified e-mail login, with no evidence needed, as the public form would', () => {
    expect(refusal(query, { accounts, evidence: evidenceOf() })).toBeNull();
  });

  it('goes nowhere else', () => {
    expect(refusal({ ...query, identifierId: 'old-phone' })).toBe('identifier-not-usable');
    const undeliverable = [anAccount({ identifiers: [anEmail({ undeliverableAt: daysAgo(1) })] })];
    expect(refusal(query, { accounts: undeliverable })).toBe('identifier-not-usable');
    const pending = [anAccount({ identifiers: [anEmail({ state: 'pending' })] })];
    expect(refusal(query, { accounts: pending })).toBe('identifier-not-usable');
  });
});

describe('a lock', () => {
  const accounts = [anAccount({ lockedUntil: minutesLater(60).toISOString() })];

  it('stops rounds, codes and changes, also for another agent and a verified caller', () => {
    for (const agent of ['mira', 'other']) {
      const facts = {
        accounts,
        agent: { id: agent, role: 'agent' as const, failedAccountsToday: 0 },
        case: { ...aSituation().case, agentId: agent },
      };
      expect(refusal({}, facts)).toBe('account-locked');
      expect(refusal({ action: 'send-evidence-round' }, facts)).toBe('account-locked');
      expect(refusal({ action: 'send-code', identifierId: 'old-phone' }, facts)).toBe('account-locked');
      expect(ask({}, facts).retryAt).toBe(minutesLater(60).toISOString());
    }
  });

  it('is lifted by a supervisor only, and only while it lasts', () => {
    const supervisor = { id: 'sue', role: 'supervisor' as const, failedAccountsToday: 0 };
    expect(refusal({ action: 'lift-lock' }, { accounts })).toBe('not-permitted');
    expect(refusal({ action: 'lift-lock' }, { accounts, agent: supervisor })).toBeNull();
    expect(refusal({ action: 'lift-lock' }, { agent: supervisor })).toBe('account-not-locked');
  });
});

describe('what stops an agent', () => {
  it('six accounts with failed rounds: no more rounds and codes', () => {
    const agent = { id: 'mira', role: 'agent' as const, failedAccountsToday: 6 };
    expect(refusal({ action: 'send-evidence-round' }, { agent })).toBe('agent-stopped');
    expect(refusal({ action: 'send-code', identifierId: 'old-phone' }, { agent })).toBe('agent-stopped');
  });

  it('twelve other accounts changed in an hour, or sixty in a day', () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `account-${index}`);
    expect(refusal({}, { changesByAgent: { hour: ids(11), day: ids(59) } })).toBeNull();
    expect(refusal({}, { changesByAgent: { hour: ids(12), day: ids(12) } })).toBe('change-limit-reached');
    expect(refusal({}, { changesByAgent: { hour: [], day: ids(60) } })).toBe('change-limit-reached');
    expect(refusal({}, { changesByAgent: { hour: [...ids(11), 'old'], day: ids(20) } })).toBe(null);
  });

  it('another case’s change still waiting', () => {
    const pending = {
      accountId: 'old',
      identifierId: 'x',
      kind: 'email',
      value: 'a@example.org',
      heldUntil: null,
    } as const;
    const waiting = (caseId: string, expiresAt: string) => ({
      pendingChanges: [{ ...pending, caseId, expiresAt }],
    });
    expect(refusal({}, waiting('other', minutesLater(5).toISOString()))).toBe('change-already-pending');
    expect(refusal({}, waiting('other', NOW.toISOString()))).toBeNull();
    expect(refusal({}, waiting('case', minutesLater(5).toISOString()))).toBeNull();
  });

  it('nothing left to ask', () => {
    const excluded = ['last_order', 'linked_phone_number', 'username', 'full_name'] as const;
    const excludedByAccount = new Map([['old', excluded]]);
    expect(refusal({ action: 'send-evidence-round' }, { excludedByAccount })).toBe('answer-excluded');
    const ofAnother = { excludedByAccount: new Map([['double', excluded]]) };
    expect(refusal({ action: 'send-evidence-round' }, ofAnother)).toBeNull();
  });

  it('a stricter policy', () => {
    expect(ask({}, { policy: STRICT_POLICY })).toMatchObject({
      missing: ['assurance-verified', 'second-possession'],
      nextStep: 'send-a-code-another-way',
    });
  });
});

describe('the case itself', () => {
  const onCase = (action: ActionQuery['action'], facts: Partial<ActionSituation> = {}) =>
    refusal({ action, accountId: null }, facts);
  const other = { agent: { id: 'other', role: 'agent' as const, failedAccountsToday: 0 } };
  const supervisor = { agent: { id: 'sue', role: 'supervisor' as const, failedAccountsToday: 0 } };

  it('is noted in, handed over and closed by its own agent; a supervisor may note and hand over', () => {
    expect(
      ['add-account', 'add-note', 'hand-over', 'close'].map((action) => onCase(action as 'close')),
    ).toEqual([null, null, null, null]);
    expect(onCase('add-note', other)).toBe('not-your-case');
    expect(onCase('hand-over', other)).toBe('not-your-case');
    expect(onCase('hand-over', supervisor)).toBeNull();
    expect(onCase('close', supervisor)).toBe('not-your-case');
    expect(onCase('add-account', supervisor)).toBe('not-your-case');
  });

  it('does nothing but reopen once closed', () => {
    const allowed = allowedActions(aSituation(inState('closed'))).filter((verdict) => verdict.allowed);
    expect(allowed.map(({ action }) => action)).toEqual(['reopen']);
    expect(onCase('close', inState('closed'))).toBe('case-closed');
    expect(onCase('reopen')).toBe('case-state-conflict');
  });

  it('is worked on while it waits for the customer, and not while it waits for an approval', () => {
    expect(refusal({}, inState('waiting-for-customer'))).toBeNull();
    expect(ask({}, inState('waiting-for-approval'))).toMatchObject({ nextStep: 'wait-for-approval' });
    expect(refusal({}, inState('waiting-for-approval'))).toBe('case-state-conflict');
    expect(onCase('add-note', inState('waiting-for-approval'))).toBeNull();
    expect(onCase('report-suspected-fraud', inState('waiting-for-approval'))).toBeNull();
  });

  it('offers a duplicate nothing but the code that moves its e-mail', () => {
    const actions = allowedActions(aSituation({ accounts: [aDuplicate()] })).filter(
      ({ accountId }) => accountId === 'double',
    );
    expect(actions.map(({ action }) => action)).toEqual(['send-code', 'lift-lock']);
  });
});
