import { aSituation, minutesAgo, minutesLater, NOW } from '../fixtures/facts.fixture.ts';
import { instantOf } from '../policy/instants.ts';
import { type ActionQuery, refusalOf, verdictOn } from './action.ts';
import type { ActionSituation } from './action-situation.ts';
import { allowedActions } from './allowed-actions.ts';

const email = 'asha@mail.example';
const pending = {
  accountId: 'old',
  identifierId: 'new-email',
  kind: 'email',
  value: email,
  heldUntil: null,
  expiresAt: instantOf(minutesLater(60).getTime()),
  caseId: 'case',
} as const;
const ask = (action: ActionQuery['action'], facts: Partial<ActionSituation> = {}) =>
  verdictOn(allowedActions(aSituation({ pendingChanges: [pending], ...facts })), {
    action,
    accountId: 'old',
    identifierId: 'new-email',
  });
const BOTH = ['cancel-reassignment', 'resend-confirmation'] as const;

describe('a new e-mail that waits', () => {
  it('may be given up, and not asked again, while somebody else is on the line', () => {
    const { case: facts } = aSituation();
    const third = { case: { ...facts, caller: 'third-party' as const } };
    expect(ask('cancel-reassignment', third).allowed).toBe(true);
    expect(refusalOf(ask('resend-confirmation', third))?.code).toBe('third-party-caller');
  });
});

describe.each(BOTH)('%s', (action) => {
  it('is the agent’s own while the e-mail waits, whatever the caller has proven by now', () => {
    expect(ask(action).allowed).toBe(true);
    expect(ask(action, { evidence: { rounds: [], possessions: [], documents: [] } }).allowed).toBe(true);
  });

  it('is for no other case, and for nothing that has expired or is settled', () => {
    expect(ask(action, { pendingChanges: [{ ...pending, caseId: 'another' }] }).allowed).toBe(false);
    expect(ask(action, { pendingChanges: [{ ...pending, expiresAt: NOW.toISOString() }] }).allowed).toBe(
      false,
    );
    expect(ask(action, { pendingChanges: [] }).allowed).toBe(false);
  });

  it('is for the case’s agent only, and only while the case is open', () => {
    const { case: facts, agent } = aSituation();
    expect(refusalOf(ask(action, { agent: { ...agent, id: 'jon', role: 'supervisor' } }))?.code).toBe(
      'not-your-case',
    );
    expect(refusalOf(ask(action, { case: { ...facts, state: 'closed' } }))?.code).toBe('case-closed');
  });
});

it('a confirmation is sent again within the limits of codes; a cancellation knows none', () => {
  const codesSent = [
    { at: minutesAgo(1), accountId: 'old', destination: email, purpose: 'email-confirmation' as const },
  ];
  expect(ask('resend-confirmation', { codesSent })).toMatchObject({
    allowed: false,
    missing: ['code-pause'],
    retryAt: instantOf(minutesLater(1).getTime()),
  });
  expect(ask('cancel-reassignment', { codesSent }).allowed).toBe(true);
});
