import type { CaseView } from '@relink/contract';
import { isBehind, standingOf } from './next-act.ts';

const CLAIMED = {
  accountId: 'old',
  role: 'claimed',
  assurance: 'none',
  assuranceMissing: ['knowledge-round'],
  pendingEmail: null,
  pendingPhone: null,
} as const;
const CODE = {
  accountId: 'old',
  purpose: 'evidence',
  state: 'sent',
  sentAt: '2025-05-03T10:00:00.000Z',
} as const;
const RESET = { ...CODE, purpose: 'password-reset' } as const;
const ALLOWED = [
  { action: 'add-account', accountId: null, allowed: true },
  { action: 'send-evidence-round', accountId: 'old', allowed: true },
  { action: 'send-code', accountId: 'old', allowed: true },
  { action: 'reassign-email', accountId: 'old', allowed: true },
  { action: 'send-reset-link', accountId: 'old', allowed: true },
  { action: 'close', accountId: null, allowed: true },
];

function aCase(facts: object, account: object | null = {}): CaseView {
  const accounts = account === null ? [] : [{ ...CLAIMED, ...account }];
  const rest = { challenges: [], timeline: [], allowedActions: ALLOWED, ...facts };
  return { state: 'open', own: true, accounts, ...rest } as unknown as CaseView;
}

const IDENTIFIED = { assurance: 'identified', assuranceMissing: ['possession'] };
const VERIFIED = { assurance: 'verified', assuranceMissing: [] };

const actOf = (facts: CaseView, orphaned: boolean | undefined) => standingOf(facts, orphaned).act;

describe('what comes next in a case', () => {
  it.each([
    ['the account is searched', aCase({}, null), undefined, 'search'],
    ['the questions are asked', aCase({}), true, 'round'],
    ['they come first, also while a code is out', aCase({ challenges: [CODE] }), true, 'round'],
    ['a code is sent', aCase({}, IDENTIFIED), true, 'code'],
    ['its answer is awaited', aCase({ challenges: [CODE] }, IDENTIFIED), true, 'answer'],
    ['an orphaned account gets an e-mail', aCase({}, VERIFIED), true, 'email'],
    ['it is confirmed', aCase({}, { ...VERIFIED, pendingEmail: {} }), true, 'confirmation'],
    ['so is a phone', aCase({}, { ...VERIFIED, pendingPhone: {} }), false, 'confirmation'],
    ['one that has an e-mail gets a reset link', aCase({}, VERIFIED), false, 'reset'],
    ['the case is closed once it was sent', aCase({ challenges: [RESET] }, VERIFIED), false, 'close'],
    ['also when the assurance has faded since', aCase({ challenges: [RESET] }), false, 'close'],
  ])('%s', (_, facts, orphaned, act) => {
    expect(actOf(facts, orphaned)).toBe(act);
  });

  it('is asked anew after a reopening, and when the link has expired', () => {
    const timeline = [{ action: 'case.reopened', at: '2025-05-03T11:00:00.000Z' }];
    expect(actOf(aCase({ challenges: [RESET], timeline }), false)).toBe('round');
    expect(actOf(aCase({ challenges: [{ ...RESET, state: 'expired' }] }, VERIFIED), false)).toBe('reset');
  });

  it('is nothing in a closed case, in another agent’s, and where everything is locked', () => {
    expect(actOf(aCase({ state: 'closed' }), false)).toBeNull();
    expect(actOf(aCase({ own: false }), false)).toBeNull();
    expect(actOf(aCase({ allowedActions: [] }), false)).toBeNull();
    expect(actOf(aCase({ allowedActions: [] }, null), undefined)).toBeNull();
  });

  it('waits for the account’s page before it says anything about an e-mail', () => {
    expect(actOf(aCase({}, VERIFIED), undefined)).toBeNull();
  });
});

describe('a step', () => {
  it('lies behind once a later one is reached', () => {
    expect(isBehind('round', 'round')).toBe(false);
    expect(isBehind('round', 'contact')).toBe(true);
    expect(isBehind('close', 'way-back')).toBe(false);
    expect(isBehind('round', null)).toBe(false);
  });

  it('stays reached while nothing can be done in it, with what is missing', () => {
    const locked = [
      { action: 'reassign-email', accountId: 'old', allowed: false, missing: ['verification-unlocked'] },
    ];
    expect(standingOf(aCase({ allowedActions: locked }, VERIFIED), true)).toEqual({
      ...{ act: null, step: 'contact', missing: ['verification-unlocked'] },
    });
  });
});
