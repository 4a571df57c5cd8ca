import * as fc from 'fast-check';
import { aDuplicate, anAccount, anEmail, aPhone, daysAgo, NOW } from '../fixtures/facts.fixture.ts';
import { STANDARD_POLICY } from '../policy/policy.ts';
import type { AccountFacts } from '../accounts/index.ts';
import { isRefusal } from '../errors/refusal.ts';
import { type ChangeState, objectionAgainst } from './objection.ts';
import type { IdentifierFacts } from './identifier.ts';
import { planReversal, type ReversalInput } from './plan-reversal.ts';

const AT = daysAgo(2);
const LATER = daysAgo(1);

/** The owner's e-mail gave way to the thief's two days ago. */
function stolen(more: readonly IdentifierFacts[] = []): AccountFacts {
  return anAccount({
    identifiers: [
      aPhone(),
      anEmail({ id: 'owners', state: 'released', releasedAt: AT, releaseReason: 'replaced' }),
      anEmail({ id: 'thiefs', normalised: 'thief@example.org', linkedSince: AT }),
      ...more,
    ],
  });
}

function plan(facts: Partial<ReversalInput> = {}) {
  return planReversal({
    account: stolen(),
    change: { kind: 'email', effectiveAt: AT },
    givers: [],
    takenElsewhere: [],
    now: NOW,
    policy: STANDARD_POLICY,
    ...facts,
  });
}

/** The logins that a plan leaves, applied by hand. */
function loginsAfter(facts: Partial<ReversalInput> = {}): string[] {
  const account = facts.account ?? stolen();
  const made = plan(facts);
  if (isRefusal(made)) throw new Error(made.code);
  const verified = new Set(
    account.identifiers
      .filter(({ state, use }) => state === 'verified' && use === 'login')
      .map(({ id }) => id),
  );
  for (const step of made.steps) {
    if (step.do === 'release-identifier') verified.delete(step.identifierId);
    if (step.do === 'restore-identifier' && step.accountId === account.id) verified.add(step.identifierId);
  }
  return account.identifiers.filter(({ id }) => verified.has(id)).map(({ id }) => id);
}

describe('an objection', () => {
  it.each<[ChangeState, string]>([
    ['pending', 'cancel'],
    ['held', 'cancel'],
    ['effective', 'lock'],
    ['cancelled', 'nothing'],
    ['expired', 'nothing'],
    ['reversed', 'nothing'],
  ])('against a change that is %s: %s', (state, expected) => {
    expect(objectionAgainst(state)).toBe(expected);
  });
});

describe('taking a change back', () => {
  it('gives the owner the former login back, as old as it was, and ends whoever signed in since', () => {
    expect(loginsAfter()).toEqual(['old-phone', 'owners']);
    expect(plan()).toMatchObject({
      kind: 'change-reversal',
      steps: [
        { do: 'release-identifier', identifierId: 'thiefs', reason: 'reversed' },
        { do: 'settle-change', identifierId: 'thiefs', state: 'reversed' },
        { do: 'restore-identifier', identifierId: 'owners' },
        { do: 'end-access' },
        { do: 'tell', template: 'change-reversed' },
      ],
    });
  });

  it('reaches behind a second change that the thief made over the first', () => {
    const account = stolen([anEmail({ id: 'second', normalised: 'second@example.org', linkedSince: LATER })]);
    const chained = {
      ...account,
      identifiers: account.identifiers.map((each) =>
        each.id === 'thiefs'
          ? { ...each, state: 'released' as const, releasedAt: LATER, releaseReason: 'replaced' as const }
          : each,
      ),
    };
    expect(loginsAfter({ account: chained })).toEqual(['old-phone', 'owners']);
  });

  it('does not take from somebody else what they hold by now', () => {
    expect(loginsAfter({ takenElsewhere: ['old@example.org'] })).toEqual(['old-phone']);
  });

  it('gives an account that lost its phone by it the phone back', () => {
    const giver = aDuplicate({
      identifiers: [
        aPhone({
          id: 'taken',
          accountId: 'double',
          state: 'released',
          releasedAt: AT,
          releaseReason: 'taken',
          takenByAccountId: 'old',
        }),
      ],
    });
    const account = anAccount({ identifiers: [aPhone({ id: 'moved', linkedSince: AT }), anEmail()] });
    expect(plan({ account, givers: [giver], change: { kind: 'phone', effectiveAt: AT } })).toMatchObject({
      securityVersions: { old: 7, double: 2 },
      steps: [
        { do: 'release-identifier', accountId: 'old', identifierId: 'moved' },
        {},
        { do: 'restore-identifier', accountId: 'double', identifierId: 'taken' },
        {},
        {},
      ],
    });
  });

  it('leaves what was there before, gave itself up, or was never confirmed', () => {
    const account = stolen([
      anEmail({ id: 'given-up', state: 'released', releasedAt: LATER, releaseReason: 'cancelled' }),
      anEmail({ id: 'long-gone', state: 'released', releasedAt: daysAgo(9), releaseReason: 'replaced' }),
    ]);
    expect(loginsAfter({ account })).toEqual(['old-phone', 'owners']);
  });

  it('of a password touches no login, and ends it', () => {
    expect(plan({ change: null })).toMatchObject({ steps: [{ do: 'end-access' }, { do: 'tell' }] });
  });

  it('is refused where nothing is left of it, and on an account that is closed', () => {
    expect(plan({ account: anAccount() })).toMatchObject({ code: 'reversal-not-possible' });
    expect(plan({ account: { ...stolen(), status: 'closed' } })).toMatchObject({
      code: 'account-not-active',
    });
  });

  it('never leaves a login that came since, nor lets one value come back twice, whatever happened', () => {
    const email = fc.record({
      normalised: fc.constantFrom('a@example.org', 'b@example.org', 'c@example.org'),
      came: fc.integer({ min: 0, max: 6 }),
      left: fc.option(fc.integer({ min: 0, max: 6 })),
    });
    fc.assert(
      fc.property(fc.array(email, { maxLength: 6 }), (emails) => {
        const identifiers = emails.map(({ normalised, came, left }, index) =>
          anEmail({
            id: `e${String(index)}`,
            normalised,
            linkedSince: daysAgo(came),
            ...(left !== null && {
              state: 'released' as const,
              releasedAt: daysAgo(left),
              releaseReason: 'replaced' as const,
            }),
          }),
        );
        const made = plan({
          account: anAccount({ identifiers }),
          change: { kind: 'email', effectiveAt: daysAgo(3) },
        });
        if (isRefusal(made)) return;
        const restored = made.steps.flatMap((step) =>
          step.do === 'restore-identifier' ? [step.normalised] : [],
        );
        expect(new Set(restored).size).toBe(restored.length);
        const released = new Set(
          made.steps.flatMap((step) => (step.do === 'release-identifier' ? [step.identifierId] : [])),
        );
        for (const [index, { came, left }] of emails.entries())
          if (left === null && came <= 3) expect(released.has(`e${String(index)}`)).toBe(true);
      }),
    );
  });
});
