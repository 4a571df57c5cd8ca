import fc from 'fast-check';
import { STANDARD_POLICY } from '../policy/policy.ts';
import {
  givesSearchesBack,
  isNearLimit,
  LOOK_KINDS,
  LOOK_REFUSALS,
  lookGrantRefusal,
  lookLimits,
} from './looks.ts';
import { AGENT_ROLES } from './roles.ts';

describe('limits on what one person may look at', () => {
  it('are those of the role, the shorter stretch first', () => {
    const policy = {
      ...STANDARD_POLICY,
      numbers: {
        ...STANDARD_POLICY.numbers,
        supervisorLooks: { ...STANDARD_POLICY.numbers.supervisorLooks, revealsPerHour: 5 },
      },
    };
    expect(lookLimits('reveal', 'agent', policy).map(({ most }) => most)).toEqual([20, 60]);
    expect(lookLimits('reveal', 'supervisor', policy).map(({ most }) => most)).toEqual([5, 60]);
    for (const role of AGENT_ROLES)
      for (const kind of LOOK_KINDS) {
        const hours = lookLimits(kind, role, policy).map((limit) => limit.hours);
        expect(hours).toEqual([...hours].sort((one, other) => one - other));
        expect(LOOK_REFUSALS[kind]).toMatch(/-limit-reached$/);
      }
  });

  it('are near from four fifths on, however small', () => {
    expect([15, 16].map((used) => isNearLimit(used, 20, STANDARD_POLICY))).toEqual([false, true]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (most, used) => {
        expect(isNearLimit(used, most, STANDARD_POLICY)).toBe(used / most >= 0.8);
      }),
    );
  });
});

describe('searches that opened a case', () => {
  it('are given back for the first three accounts of it', () => {
    expect([0, 1, 2, 3, 40].map(givesSearchesBack)).toEqual([true, true, true, false, false]);
  });
});

describe('letting somebody look at more', () => {
  const about = { kind: 'reveal', by: 'selma', running: 0, grantedBack: false } as const;
  const greta = { id: 'greta', role: 'agent' } as const;

  it('is never for oneself, nor for who has done the same for oneself', () => {
    const own = lookGrantRefusal({ ...about, extra: 1, to: { ...greta, id: 'selma' } }, STANDARD_POLICY);
    expect(own?.code).toBe('own-limit');
    const back = lookGrantRefusal({ ...about, extra: 1, to: greta, grantedBack: true }, STANDARD_POLICY);
    expect(back?.code).toBe('limit-granted-back');
  });

  it('comes to no more than the limit once again, however it is cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 30 }), (pieces) => {
        const running = pieces.reduce((sum, extra) => {
          const refusal = lookGrantRefusal({ ...about, to: greta, extra, running: sum }, STANDARD_POLICY);
          return refusal === null ? sum + extra : sum;
        }, 0);
        expect(running).toBeLessThanOrEqual(60);
      }),
    );
  });
});
