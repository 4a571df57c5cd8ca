import { anAccount, minutesLater, NOW } from '../fixtures/facts.fixture.ts';
import { instantOf } from '../policy/instants.ts';
import { planLoginCancellation } from './plan-login-cancellation.ts';

const pending = {
  accountId: 'old',
  identifierId: 'new-email',
  kind: 'email',
  value: 'asha@mail.example',
  heldUntil: null,
  expiresAt: instantOf(minutesLater(60).getTime()),
  caseId: 'case',
} as const;

describe('giving up an e-mail that waits', () => {
  it('frees the value, releases the pending login and settles the change', () => {
    expect(planLoginCancellation(anAccount(), pending, NOW)).toEqual({
      kind: 'email-reassignment-cancellation',
      accountId: 'old',
      securityVersions: { old: 7 },
      steps: [
        { do: 'drop-claim', accountId: 'old', kind: 'email', normalised: pending.value },
        {
          do: 'release-identifier',
          accountId: 'old',
          identifierId: 'new-email',
          reason: 'cancelled',
          takenByAccountId: null,
        },
        { do: 'settle-change', accountId: 'old', identifierId: 'new-email', state: 'cancelled' },
      ],
    });
  });

  it('says of one that is over that it was never confirmed', () => {
    const { steps } = planLoginCancellation(anAccount(), { ...pending, expiresAt: NOW.toISOString() }, NOW);
    expect(steps).toMatchObject([{}, { reason: 'not-confirmed' }, { state: 'expired' }]);
  });
});
