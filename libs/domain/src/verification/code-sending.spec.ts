import * as fc from 'fast-check';
import { daysAgo, minutesAgo, minutesLater, NOW } from '../fixtures/facts.fixture.ts';
import { days, epoch, instantOf } from '../policy/instants.ts';
import { STANDARD_POLICY as policy } from '../policy/policy.ts';
import { codeSendLimits, triesForNewCode } from './code-sending.ts';

const limits = (sentAt: string[], sentForAccount = sentAt, now = NOW) =>
  codeSendLimits({ sentAt, sentForAccount }, now, policy);

describe('sending a code', () => {
  it('is free at first, and again two minutes after the last', () => {
    expect(limits([])).toBeNull();
    expect(limits([minutesAgo(2)])).toBeNull();
    expect(limits([minutesAgo(30), minutesAgo(1)])).toEqual({
      code: 'code-too-soon',
      details: { retryAt: minutesLater(1).toISOString() },
    });
  });

  it('stops at three a day to one destination for one purpose', () => {
    const sent = [minutesAgo(90), minutesAgo(60), minutesAgo(30)];
    expect(limits(sent)).toEqual({
      code: 'code-limit-reached',
      details: { retryAt: instantOf(NOW.getTime() - 90 * 60_000 + days(1)) },
    });
    expect(limits([daysAgo(1), ...sent.slice(1)])).toBeNull();
  });

  it('stops at eight a day for one account, wherever they went', () => {
    const elsewhere = [1, 2, 3, 4, 5, 6, 7, 8].map((hour) => minutesAgo(hour * 60));
    expect(limits([], elsewhere)).toMatchObject({ code: 'code-limit-reached' });
    expect(limits([], elsewhere.slice(1))).toBeNull();
  });

  it('may be done at retryAt and at no moment before', () => {
    const ages = fc.array(fc.nat(1500).map(minutesAgo), { maxLength: 9 });
    fc.assert(
      fc.property(ages, ages, (sentAt, others) => {
        const sentForAccount = [...sentAt, ...others];
        const refusal = limits(sentAt, sentForAccount);
        if (refusal === null) return;
        const retryAt = epoch(String(refusal.details?.['retryAt']));
        expect(retryAt).toBeGreaterThan(NOW.getTime());
        expect(limits(sentAt, sentForAccount, new Date(retryAt - 1))).not.toBeNull();
        const then = limits(sentAt, sentForAccount, new Date(retryAt));
        expect(then === null || then.code === 'code-too-soon').toBe(true);
      }),
    );
  });
});

describe('the tries of a new code', () => {
  const living = { expiresAt: minutesLater(3).toISOString(), usedAt: null };

  it('are three when nothing lives that it replaces', () => {
    expect(triesForNewCode(null, NOW, policy)).toEqual({ tries: 3 });
    expect(triesForNewCode({ ...living, expiresAt: minutesAgo(0), triesLeft: 0 }, NOW, policy)).toEqual({
      tries: 3,
    });
    expect(triesForNewCode({ ...living, usedAt: minutesAgo(1), triesLeft: 2 }, NOW, policy)).toEqual({
      tries: 3,
    });
  });

  it('are what the code it replaces had left: sending again resets nothing', () => {
    expect(triesForNewCode({ ...living, triesLeft: 1 }, NOW, policy)).toEqual({ tries: 1 });
    expect(triesForNewCode({ ...living, triesLeft: 0 }, NOW, policy)).toEqual({
      code: 'code-limit-reached',
      details: { retryAt: living.expiresAt },
    });
  });
});
