import { anAccount, anEmail, aPhone, minutesLater, NOW } from '../fixtures/facts.fixture.ts';
import { STANDARD_POLICY as policy } from '../policy/policy.ts';
import { type EmailEffectInput, planEmailEffect } from './plan-email-effect.ts';

const email = 'asha@example.org';
const waiting = anEmail({
  id: 'waiting',
  normalised: email,
  state: 'pending',
  linkedSince: NOW.toISOString(),
});
const account = anAccount({ identifiers: [aPhone(), anEmail(), waiting] });
const claim = { accountId: 'old', expiresAt: minutesLater(1).toISOString() };

const plan = (facts: Partial<EmailEffectInput> = {}) =>
  planEmailEffect({
    account,
    identifierId: 'waiting',
    claim,
    holderAccountId: null,
    guarded: false,
    now: NOW,
    policy,
    ...facts,
  });

describe('a confirmed e-mail', () => {
  it('becomes the verified login, the earlier one gives way, and everyone on file is told', () => {
    expect(plan()).toEqual({
      kind: 'email-reassignment-effect',
      accountId: 'old',
      securityVersions: { old: 7 },
      steps: [
        {
          do: 'release-identifier',
          accountId: 'old',
          identifierId: 'old-email',
          reason: 'replaced',
          takenByAccountId: null,
        },
        { do: 'verify-identifier', accountId: 'old', identifierId: 'waiting' },
        { do: 'drop-claim', accountId: 'old', kind: 'email', normalised: email },
        { do: 'settle-change', accountId: 'old', identifierId: 'waiting', state: 'effective' },
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

  it.each<[string, Partial<EmailEffectInput>, string]>([
    [
      'the account was suspended meanwhile',
      { account: { ...account, status: 'suspended' } },
      'account-not-active',
    ],
    ['somebody may be stealing the account', { guarded: true }, 'not-changeable-now'],
    ['the claim has run out', { claim: { ...claim, expiresAt: NOW.toISOString() } }, 'link-not-accepted'],
    ['the claim is another’s', { claim: { ...claim, accountId: 'stranger' } }, 'link-not-accepted'],
    ['the claim is gone', { claim: null }, 'link-not-accepted'],
    ['another account signs in with it by now', { holderAccountId: 'stranger' }, 'email-in-use'],
    [
      'it was cancelled',
      { account: { ...account, identifiers: [{ ...waiting, state: 'released' }] } },
      'link-not-accepted',
    ],
    [
      'it was confirmed before',
      { account: { ...account, identifiers: [{ ...waiting, state: 'verified' }] } },
      'link-not-accepted',
    ],
    [
      'it is no login',
      { account: { ...account, identifiers: [{ ...waiting, use: 'contact' }] } },
      'link-not-accepted',
    ],
    ['it is of another account', { identifierId: 'elsewhere' }, 'link-not-accepted'],
  ])('takes no effect when %s', (_, facts, code) => {
    expect(plan(facts)).toMatchObject({ code });
  });
});
