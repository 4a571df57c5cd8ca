import * as fc from 'fast-check';
import { ACCOUNT_STATUSES } from '../accounts/index.ts';
import { AGENT_ROLES, type AgentRole } from '../agents/index.ts';
import {
  aDuplicate,
  anAccount,
  anEmail,
  anEmailPossession,
  aPhone,
  aPossession,
  aRound,
  aSituation,
  evidenceOf,
  minutesAgo,
  NOW,
} from '../fixtures/facts.fixture.ts';
import { POLICIES, POLICY_PRESETS, STANDARD_POLICY, STRICT_POLICY } from '../policy/policy.ts';
import { assuranceOf, compareAssurance, type DocumentFacts } from '../verification/index.ts';
import { type ActionVerdict, CASE_ACTIONS, refusalOf } from './action.ts';
import type { ActionSituation } from './action-situation.ts';
import { allowedActions } from './allowed-actions.ts';
import { CASE_STATES } from './case.ts';

const anyAccount = fc
  .record({
    status: fc.constantFrom('active' as const, 'active' as const, ...ACCOUNT_STATUSES),
    orderCount: fc.nat(2),
    lockedUntil: fc.constantFrom(null, null, minutesAgo(9), minutesAgo(-9)),
  })
  .map((facts) => anAccount({ ...facts, identifiers: [aPhone(), anEmail()] }));

/** From nothing to strong, faded, another account's, and short of the last order. */
const anyEvidence = fc.constantFrom(
  evidenceOf(),
  evidenceOf({ rounds: [aRound()] }),
  evidenceOf({ possessions: [aPossession()] }),
  evidenceOf({ rounds: [aRound()], possessions: [aPossession()] }),
  evidenceOf({ rounds: [aRound()], possessions: [aPossession({ needsLastOrder: true })] }),
  evidenceOf({ rounds: [aRound({ kinds: ['full_name', 'username'] })], possessions: [aPossession()] }),
  evidenceOf({ rounds: [aRound({ enough: false })], possessions: [aPossession()] }),
  evidenceOf({ rounds: [aRound()], possessions: [aPossession({ accountId: 'double' })] }),
  evidenceOf({ rounds: [aRound({ at: minutesAgo(40) })], possessions: [aPossession()] }),
  evidenceOf({ possessions: [aPossession(), anEmailPossession()] }),
  evidenceOf({ rounds: [aRound()], documents: [aDocument()] }),
  evidenceOf({ documents: [aDocument()] }),
  evidenceOf({ rounds: [aRound()], documents: [aDocument({ confirmedAt: null })] }),
  evidenceOf({ rounds: [aRound()], documents: [aDocument({ accountId: 'double' })] }),
);
/** Sent in before every reset that is tried but the oldest, and confirmed. */
function aDocument(facts: Partial<DocumentFacts> = {}): DocumentFacts {
  return { accountId: 'old', receivedAt: minutesAgo(6), confirmedAt: minutesAgo(3), ...facts };
}
const anyReset = fc.constantFrom(null, null, minutesAgo(10), minutesAgo(1));

const anySituation: fc.Arbitrary<ActionSituation> = fc
  .record({
    policy: fc.constantFrom(...POLICY_PRESETS).map((preset) => POLICIES[preset]),
    evidence: anyEvidence,
    account: anyAccount,
    state: fc.constantFrom('open' as const, 'open' as const, ...CASE_STATES),
    agentId: fc.constantFrom('mira', 'other'),
    accountRole: fc.constantFrom('claimed' as const, 'claimed' as const, 'duplicate' as const),
    resetAt: anyReset,
    role: fc.constantFrom(...AGENT_ROLES),
    failedAccountsToday: fc.nat(7),
  })
  .map(({ policy, evidence, account, state, agentId, accountRole, resetAt, role, failedAccountsToday }) =>
    aSituation({
      policy,
      evidence,
      accounts: [account, aDuplicate()],
      case: {
        id: 'case',
        state,
        agentId,
        caller: 'account-holder',
        resetAt,
        accounts: [{ accountId: 'old', role: accountRole }],
      },
      agent: { id: 'mira', role, failedAccountsToday },
    }),
  );

/** What a document alone may ask for: it waits for a second person's yes. */
const NEW_LOGINS: readonly string[] = ['reassign-email', 'link-phone'];
const CHANGES: readonly string[] = [...NEW_LOGINS, 'end-sessions'];
const allowedOnes = (situation: ActionSituation): ActionVerdict[] =>
  allowedActions(situation).filter(({ allowed }) => allowed);
const changesIn = (situation: ActionSituation) =>
  allowedOnes(situation).filter(({ action }) => CHANGES.includes(action));
const holds = (property: (situation: ActionSituation) => void) =>
  fc.assert(fc.property(anySituation, property), { numRuns: 500 });

describe('whatever the situation', () => {
  it('a change needs an active, unlocked, claimed account, an open case of one’s own and a verified caller', () => {
    holds((situation) => {
      for (const { accountId, action } of changesIn(situation)) {
        const { case: facts, evidence, now, policy } = situation;
        const account = situation.accounts.find(({ id }) => id === accountId);
        expect(account?.status).toBe('active');
        expect(account?.lockedUntil === null || account!.lockedUntil <= now.toISOString()).toBe(true);
        expect(facts.accounts).toContainEqual({ accountId, role: 'claimed' });
        expect(['open', 'waiting-for-customer']).toContain(facts.state);
        expect(facts.agentId).toBe('mira');
        const { level } = assuranceOf(accountId!, evidence, facts.resetAt, now, policy);
        const byDocument =
          NEW_LOGINS.includes(action) &&
          policy.preset === 'standard' &&
          level === 'identified' &&
          evidence.documents.some(
            ({ accountId: of, confirmedAt, receivedAt }) =>
              of === accountId && confirmedAt !== null && receivedAt > (facts.resetAt ?? ''),
          );
        if (!byDocument) expect(compareAssurance(level, 'verified')).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('such a situation does come up, so that the rule above is not empty', () => {
    const sample = fc.sample(anySituation, { numRuns: 2000, seed: 1 });
    const came = sample.flatMap((situation) => changesIn(situation).map(({ action }) => action));
    for (const change of CHANGES)
      expect(came.filter((action) => action === change).length).toBeGreaterThan(10);
  });

  it('an account that is not active is sent nothing and changed in nothing', () => {
    holds((situation) => {
      const about = allowedOnes(situation).filter(({ accountId, action }) => {
        const account = situation.accounts.find(({ id }) => id === accountId);
        return account !== undefined && account.status !== 'active' && action !== 'lift-lock';
      });
      expect(about).toEqual([]);
    });
  });

  it('somebody else’s case offers an agent nothing', () => {
    holds((situation) => {
      const own = { ...situation, agent: { ...situation.agent, role: 'agent' as const } };
      if (situation.case.agentId !== 'mira') expect(allowedOnes(own)).toEqual([]);
    });
  });

  it('an unknown role, and one that every object has, may do nothing', () => {
    const words = fc.oneof(fc.string(), fc.constantFrom('toString', '__proto__', 'Agent', ''));
    fc.assert(
      fc.property(anySituation, words, (situation, role) => {
        fc.pre(!AGENT_ROLES.some((known) => known === role));
        const unknown = { ...situation, agent: { ...situation.agent, role: role as AgentRole } };
        expect(allowedOnes(unknown)).toEqual([]);
      }),
    );
  });

  it('a state or a status nobody named offers no work', () => {
    holds((situation) => {
      const oddState = { ...situation, case: { ...situation.case, state: 'paused' as 'open' } };
      expect(allowedOnes(oddState).filter(({ action }) => action !== 'lift-lock')).toEqual([]);
      const oddStatus = {
        ...situation,
        accounts: situation.accounts.map((account) => ({ ...account, status: 'new' as 'active' })),
      };
      expect(
        allowedOnes(oddStatus).filter(
          ({ action, accountId }) => accountId !== null && action !== 'lift-lock',
        ),
      ).toEqual([]);
    });
  });

  it('a failed round opens nothing, and strict opens nothing that standard does not', () => {
    fc.assert(
      fc.property(anySituation, fc.constantFrom('old', 'double'), (situation, accountId) => {
        const rounds = [
          ...situation.evidence.rounds,
          aRound({ accountId, at: minutesAgo(0), enough: false }),
        ];
        const failed = { ...situation, evidence: { ...situation.evidence, rounds } };
        expect(allowedOnes(failed)).toEqual(allowedOnes(situation));
        const standard = allowedOnes({ ...situation, policy: STANDARD_POLICY });
        for (const verdict of allowedOnes({ ...situation, policy: STRICT_POLICY })) {
          expect(standard).toContainEqual(verdict);
        }
      }),
    );
  });

  it('every verdict is either allowed or says what is missing, what to do and which refusal it is', () => {
    holds((situation) => {
      for (const verdict of allowedActions(situation)) {
        expect(CASE_ACTIONS).toContain(verdict.action);
        expect(verdict.allowed).toBe(verdict.missing.length === 0);
        expect(verdict.allowed).toBe(verdict.nextStep === null);
        expect(verdict.allowed).toBe(refusalOf(verdict) === null);
      }
    });
  });

  it('no action is answered twice', () => {
    holds((situation) => {
      const keys = allowedActions(situation).map(({ action, accountId, identifierId, purpose }) =>
        [action, accountId, identifierId, purpose].join(' '),
      );
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  it('the clock alone never opens a change', () => {
    holds((situation) => {
      const later = { ...situation, now: new Date(NOW.getTime() + 31 * 60_000) };
      expect(changesIn(later)).toEqual([]);
    });
  });
});
