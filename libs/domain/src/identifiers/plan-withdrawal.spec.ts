import { anAccount, minutesLater, NOW } from '../fixtures/facts.fixture.ts';
import type { PendingChange } from '../cases/index.ts';
import { planWithdrawal } from './plan-withdrawal.ts';

const waiting = (facts: Partial<PendingChange>): PendingChange => ({
  accountId: 'old',
  identifierId: 'new-email',
  kind: 'email',
  value: 'asha.new@example.org',
  heldUntil: null,
  expiresAt: minutesLater(60).toISOString(),
  caseId: 'case',
  ...facts,
});

describe('giving up what waits on an account under suspicion', () => {
  it('frees every value that any case of the desk asked for, and tells nobody', () => {
    const phone = {
      identifierId: 'new-phone',
      kind: 'phone',
      value: '+46701234567',
      caseId: 'other',
    } as const;
    const plan = planWithdrawal(anAccount(), [waiting({}), waiting(phone)], NOW);
    expect(plan?.steps.map((step) => step.do)).toEqual([
      'drop-claim',
      'release-identifier',
      'settle-change',
      'drop-claim',
      'release-identifier',
      'settle-change',
    ]);
  });

  it('leaves alone what its customer asked for, what is another account’s, and where nothing waits', () => {
    const others = [waiting({ caseId: null }), waiting({ accountId: 'double' })];
    expect(planWithdrawal(anAccount(), others, NOW)).toBeNull();
    expect(planWithdrawal(anAccount(), [], NOW)).toBeNull();
  });
});
