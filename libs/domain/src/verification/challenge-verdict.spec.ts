import * as fc from 'fast-check';
import { minutesAgo, minutesLater, NOW } from '../fixtures/facts.fixture.ts';
import { challengeVerdict, type TriedChallenge } from './challenge-verdict.ts';

const right: TriedChallenge = {
  expiresAt: minutesLater(1).toISOString(),
  usedAt: null,
  supersededAt: null,
  triesLeft: 2,
  matches: true,
};

describe('one try at a code', () => {
  it.each<[string, Partial<TriedChallenge>, ReturnType<typeof challengeVerdict>]>([
    ['the right code', {}, { accepted: true, state: 'passed' }],
    ['the right code with the last try', { triesLeft: 0 }, { accepted: true, state: 'passed' }],
    ['a wrong code', { matches: false }, { accepted: false, state: 'sent' }],
    ['a wrong code with the last try', { matches: false, triesLeft: 0 }, { accepted: false, state: 'dead' }],
    ['the right code when no try was left', { triesLeft: -1 }, { accepted: false, state: 'dead' }],
    ['the right code a second time', { usedAt: minutesAgo(1) }, { accepted: false, state: 'passed' }],
    ['the right code at its expiry', { expiresAt: NOW.toISOString() }, { accepted: false, state: 'expired' }],
    ['a superseded code', { supersededAt: minutesAgo(1) }, { accepted: false, state: 'superseded' }],
    ['a code without a readable expiry', { expiresAt: '' }, { accepted: false, state: 'expired' }],
    ['a code with tries nobody counted', { triesLeft: Number.NaN }, { accepted: false, state: 'dead' }],
  ])('%s', (_, facts, verdict) => {
    expect(challengeVerdict({ ...right, ...facts }, NOW)).toEqual(verdict);
  });

  it('accepts nothing but the right code of a living challenge', () => {
    const anyChallenge = fc.record({
      expiresAt: fc.integer({ min: -20, max: 20 }).map(minutesAgo),
      usedAt: fc.option(fc.constant(minutesAgo(1)), { nil: null }),
      supersededAt: fc.option(fc.constant(minutesAgo(1)), { nil: null }),
      triesLeft: fc.integer({ min: -2, max: 3 }),
      matches: fc.boolean(),
    });
    fc.assert(
      fc.property(anyChallenge, (challenge) => {
        const { expiresAt, usedAt, supersededAt, triesLeft, matches } = challenge;
        const living =
          expiresAt > NOW.toISOString() && usedAt === null && supersededAt === null && triesLeft >= 0;
        expect(challengeVerdict(challenge, NOW).accepted).toBe(living && matches);
      }),
    );
  });
});
