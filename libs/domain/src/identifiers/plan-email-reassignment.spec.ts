import {
  aDuplicate,
  anAccount,
  anEmail,
  aPhone,
  aTakenPhone,
  minutesAgo,
  minutesLater,
  NOW,
} from '../fixtures/facts.fixture.ts';
import { STANDARD_POLICY as policy } from '../policy/policy.ts';
import type { LoginHolder } from './login-holder.ts';
import type { Plan } from './plan.ts';
import { type EmailReassignmentInput, planEmailReassignment } from './plan-email-reassignment.ts';

const email = 'asha@example.org';
const later = minutesLater(10).toISOString();

const plan = (facts: Partial<EmailReassignmentInput> = {}) =>
  planEmailReassignment({
    caseId: 'case',
    account: anAccount(),
    email,
    holder: null,
    claim: null,
    pending: null,
    now: NOW,
    policy,
    ...facts,
  });

const holder = (facts: Partial<LoginHolder> = {}): LoginHolder => ({
  account: aDuplicate(),
  identifierId: 'double-email',
  duplicateInCase: true,
  duplicateProven: true,
  likelyDuplicate: true,
  ...facts,
});

const pending = {
  accountId: 'old',
  identifierId: 'waiting',
  kind: 'email',
  value: 'asah@example.org',
  heldUntil: null,
  expiresAt: later,
  caseId: 'case',
} as const;

describe('an e-mail that no account uses', () => {
  it('waits as a pending login with a claim of 24 hours, and everyone on file is told', () => {
    expect(plan()).toEqual({
      kind: 'email-reassignment',
      accountId: 'old',
      securityVersions: { old: 7 },
      steps: [
        {
          do: 'add-identifier',
          accountId: 'old',
          kind: 'email',
          use: 'login',
          state: 'pending',
          normalised: email,
        },
        {
          do: 'claim',
          accountId: 'old',
          kind: 'email',
          normalised: email,
          expiresAt: minutesLater(24 * 60).toISOString(),
        },
        { do: 'ask-confirmation', accountId: 'old', kind: 'email', normalised: email },
        {
          do: 'tell',
          accountId: 'old',
          template: 'email-change-requested',
          contacts: [{ accountId: 'old', identifierId: 'old-phone', method: 'sms', to: '+919812345678' }],
        },
      ],
    });
  });

  it('tells also the phone that the duplicate took', () => {
    const planned = plan({ account: anAccount({ identifiers: [aTakenPhone()] }) }) as Plan;
    expect(planned.steps.at(-1)).toMatchObject({ do: 'tell', contacts: [{ to: '+919812345678' }] });
  });

  it('takes over a claim that has run out, and this account’s own', () => {
    expect(plan({ claim: { accountId: 'stranger', expiresAt: NOW.toISOString() } })).toHaveProperty('steps');
    expect(plan({ claim: { accountId: 'old', expiresAt: later } })).toHaveProperty('steps');
    expect(plan({ claim: { accountId: 'stranger', expiresAt: later } })).toMatchObject({
      code: 'email-claimed',
    });
  });

  it('replaces the mistyped one that this case asked for', () => {
    const { steps } = plan({ pending }) as Plan;
    expect(steps.slice(0, 3)).toEqual([
      { do: 'drop-claim', accountId: 'old', kind: 'email', normalised: 'asah@example.org' },
      {
        do: 'release-identifier',
        accountId: 'old',
        identifierId: 'waiting',
        reason: 'cancelled',
        takenByAccountId: null,
      },
      { do: 'settle-change', accountId: 'old', identifierId: 'waiting', state: 'cancelled' },
    ]);
  });

  it('replaces one that was not confirmed in time, whoever asked', () => {
    const { steps } = plan({
      pending: { ...pending, value: email, caseId: 'other', expiresAt: minutesAgo(1) },
    }) as Plan;
    expect(steps[1]).toMatchObject({ do: 'release-identifier', reason: 'not-confirmed' });
    expect(steps[2]).toMatchObject({ do: 'settle-change', state: 'expired' });
  });

  it('does not replace what another case or the same request already waits for', () => {
    expect(plan({ pending: { ...pending, caseId: 'other' } })).toMatchObject({
      code: 'change-already-pending',
    });
    expect(plan({ pending: { ...pending, caseId: null } })).toMatchObject({ code: 'change-already-pending' });
    expect(plan({ pending: { ...pending, value: email } })).toMatchObject({ code: 'change-already-pending' });
  });
});

describe('an e-mail on the caller’s own empty duplicate', () => {
  it('moves at once when a code to it was answered, and replaces the login the account had', () => {
    const account = anAccount({ identifiers: [aPhone(), anEmail()] });
    expect(plan({ account, holder: holder() })).toEqual({
      kind: 'email-reassignment',
      accountId: 'old',
      securityVersions: { old: 7, double: 2 },
      steps: [
        {
          do: 'release-identifier',
          accountId: 'double',
          identifierId: 'double-email',
          reason: 'moved-to-claimed-account',
          takenByAccountId: 'old',
        },
        {
          do: 'release-identifier',
          accountId: 'old',
          identifierId: 'old-email',
          reason: 'replaced',
          takenByAccountId: null,
        },
        {
          do: 'add-identifier',
          accountId: 'old',
          kind: 'email',
          use: 'login',
          state: 'verified',
          normalised: email,
        },
        {
          do: 'tell',
          accountId: 'old',
          template: 'email-change-effective',
          contacts: [
            { accountId: 'old', identifierId: 'old-phone', method: 'sms', to: '+919812345678' },
            { accountId: 'old', identifierId: 'old-email', method: 'email', to: 'old@example.org' },
          ],
        },
      ],
    });
  });

  it('asks for the code first', () => {
    expect(plan({ holder: holder({ duplicateProven: false }) })).toEqual({
      code: 'email-on-duplicate',
      details: { next: 'send-code-to-duplicate', duplicateAccountId: 'double', identifierId: 'double-email' },
    });
  });

  it('asks for the duplicate to be added first, even if a code was answered elsewhere', () => {
    expect(plan({ holder: holder({ duplicateInCase: false }) })).toMatchObject({
      code: 'email-on-duplicate',
      details: { next: 'add-duplicate' },
    });
  });

  it.each([{ orderCount: 1 }, { hasBalance: true }, { hasSubscription: true }])('stays where %j', (facts) => {
    const withStake = { account: aDuplicate(facts) };
    expect(plan({ holder: holder(withStake) })).toMatchObject({ code: 'email-on-account-with-stake' });
    expect(plan({ holder: holder({ ...withStake, duplicateInCase: false }) })).toMatchObject({
      code: 'email-in-use',
    });
  });

  it('stays on one that is not active', () => {
    expect(plan({ holder: holder({ account: aDuplicate({ status: 'suspended' }) }) })).toEqual({
      code: 'account-not-active',
      details: { accountId: 'double' },
    });
  });
});

describe('an e-mail that cannot be given', () => {
  it('signs in to somebody else: nothing more is said of them', () => {
    expect(plan({ holder: holder({ duplicateInCase: false, likelyDuplicate: false }) })).toEqual({
      code: 'email-in-use',
      details: { next: 'ask-for-another-email' },
    });
  });

  it('is already the account’s own', () => {
    expect(plan({ account: anAccount({ identifiers: [anEmail({ normalised: email })] }) })).toEqual({
      code: 'email-already-yours',
    });
  });

  it.each(['suspended', 'merged', 'closed'] as const)('is for an account that is %s', (status) => {
    expect(plan({ account: anAccount({ status }) })).toMatchObject({ code: 'account-not-active' });
    expect(plan({ account: anAccount({ status }), holder: holder() })).toMatchObject({
      code: 'account-not-active',
    });
  });
});

describe('a plan', () => {
  it('is plain JSON, so that it can be hashed', () => {
    for (const planned of [plan(), plan({ pending }), plan({ holder: holder() })]) {
      expect(JSON.parse(JSON.stringify(planned))).toEqual(planned);
    }
  });

  it('names each account that it changes with the security version it was computed from', () => {
    const planned = plan({ holder: holder() }) as Plan;
    const { id, securityVersion } = anAccount();
    const duplicate = aDuplicate();
    expect(planned.securityVersions).toEqual({
      [id]: securityVersion,
      [duplicate.id]: duplicate.securityVersion,
    });
  });
});
