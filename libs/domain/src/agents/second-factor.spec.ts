import fc from 'fast-check';
import { NUMBERS } from '../policy/numbers.ts';
import { AGENT_ROLES } from './roles.ts';
import {
  doMissesLock,
  isPasswordKnown,
  isStepUpDue,
  mustHaveFactor,
  PROOFS,
  sessionStanding,
  whyNotAskRecovery,
  whyNotDecideRecovery,
  whyNotEnrol,
  whyNotRemove,
} from './second-factor.ts';

const now = new Date('2026-03-02T10:00:00Z');
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const role = fc.constantFrom(...AGENT_ROLES);

describe('a session', () => {
  it('is whole only for who has given what their role asks', () => {
    fc.assert(
      fc.property(
        role,
        ...([fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()] as const),
        (role, demo, half, hasFactor, recovering) => {
          const standing = sessionStanding({ role, demo, half, hasFactor, recovering });
          const must = recovering || (role !== 'agent' && !demo);
          if (half) expect(standing).toBe('half');
          else expect(standing).toBe(must && !hasFactor ? 'enrolling' : 'whole');
        },
      ),
    );
  });

  it('of a supervisor or an admin needs a factor, but for the demo’s own sign-ins', () => {
    const held = AGENT_ROLES.filter((role) => mustHaveFactor({ role, demo: false }));
    expect(held).toEqual(['supervisor', 'admin']);
    expect(AGENT_ROLES.filter((role) => mustHaveFactor({ role, demo: true }))).toEqual([]);
  });
});

describe('proving it again', () => {
  it.each([
    ['just before five minutes', 4.99, false],
    ['at five minutes', 5, true],
    ['an hour later', 60, true],
  ])('is due %s: %s', (_, minutes, due) => {
    const session = { provenAt: before(minutes), provenBy: 'totp', hasFactor: true } as const;
    expect(isStepUpDue(now, session, NUMBERS)).toBe(due);
  });

  it('is due at once where a password was given and there is a factor, and where the time cannot be read', () => {
    expect(isStepUpDue(now, { provenAt: now, provenBy: 'password', hasFactor: true }, NUMBERS)).toBe(true);
    expect(isStepUpDue(now, { provenAt: now, provenBy: 'password', hasFactor: false }, NUMBERS)).toBe(false);
    const unreadable = { provenAt: new Date(NaN), provenBy: 'totp', hasFactor: true } as const;
    expect(isStepUpDue(now, unreadable, NUMBERS)).toBe(true);
  });

  it('never gets less due as time passes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PROOFS),
        fc.boolean(),
        fc.nat(600_000),
        fc.nat(600_000),
        (provenBy, hasFactor, first, more) => {
          const session = { provenAt: now, provenBy, hasFactor };
          const at = (ms: number) => isStepUpDue(new Date(now.getTime() + ms), session, NUMBERS);
          expect(at(first) && !at(first + more)).toBe(false);
        },
      ),
    );
  });
});

describe('factors', () => {
  it('can be removed but for the last of who must have one', () => {
    expect(whyNotRemove({ role: 'supervisor', demo: false }, 1)).toEqual({ code: 'last-factor' });
    expect(whyNotRemove({ role: 'supervisor', demo: false }, 2)).toBeUndefined();
    expect(whyNotRemove({ role: 'agent', demo: false }, 1)).toBeUndefined();
    expect(whyNotRemove({ role: 'admin', demo: true }, 1)).toBeUndefined();
  });

  it('are as many as one agent may have: at least two', () => {
    expect(NUMBERS.factor.most).toBeGreaterThanOrEqual(2);
    expect(whyNotEnrol(NUMBERS.factor.most - 1)).toBeUndefined();
    expect(whyNotEnrol(NUMBERS.factor.most)).toEqual({ code: 'factor-limit-reached' });
  });
});

describe('wrong codes of an authenticator app', () => {
  it('lock it at the number that the policy names, and not one earlier', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 100 }),
        fc.integer({ min: 0, max: 200 }),
        (missesToLock, misses) => {
          const numbers = { factor: { ...NUMBERS.factor, missesToLock } };
          expect(doMissesLock(misses, numbers)).toBe(misses >= missesToLock);
        },
      ),
    );
  });
});

describe('the recovery of a lost factor', () => {
  const person = fc.constantFrom('ann', 'bo', 'cy');
  const ahead = new Date('2026-03-02T11:00:00Z');
  const waits = { agentId: 'ann', requestedBy: 'bo', state: 'waiting', expiresAt: ahead } as const;

  it('is approved only by an admin who neither asked for it nor lost it, while it waits', () => {
    fc.assert(
      fc.property(
        person,
        role,
        person,
        person,
        fc.constantFrom('waiting', 'approved', 'rejected'),
        fc.constantFrom(ahead, now, before(1)),
        fc.boolean(),
        (id, role, agentId, requestedBy, state, expiresAt, passwordKnown) => {
          const recovery = { agentId, requestedBy, state, expiresAt, passwordKnown };
          const refused = whyNotDecideRecovery(now, { id, role }, recovery, { yes: true, letIn: false });
          const may =
            role === 'admin' &&
            state === 'waiting' &&
            expiresAt > now &&
            id !== agentId &&
            id !== requestedBy &&
            !passwordKnown;
          expect(refused === undefined).toBe(may);
        },
      ),
    );
  });

  it('is rejected also by who asked for it, and not by who lost it', () => {
    const recovery = { ...waits, passwordKnown: true };
    const no = (id: string) =>
      whyNotDecideRecovery(now, { id, role: 'admin' }, recovery, { yes: false, letIn: true });
    expect(no('bo')).toBeUndefined();
    expect(no('cy')).toBeUndefined();
    expect(no('ann')).toEqual({ code: 'own-recovery' });
  });

  it('is approved by nobody whom the other admin let in lately: they may be one person', () => {
    const recovery = { ...waits, passwordKnown: false };
    const yes = (letIn: boolean) =>
      whyNotDecideRecovery(now, { id: 'cy', role: 'admin' }, recovery, { yes: true, letIn })?.code;
    expect(yes(true)).toBe('let-in-lately');
    expect(yes(false)).toBeUndefined();
  });

  it('waits for a new password where an app was locked under the one of now, but for who comes in by the company', () => {
    const known = (passwordChangedAt: Date | null, lockedAt: Date | null = now, byCompany = false) =>
      isPasswordKnown({ lockedAt, passwordChangedAt, byCompany });
    expect([known(null), known(before(1)), known(now), known(ahead)]).toEqual([true, true, false, false]);
    expect(known(new Date(NaN))).toBe(true);
    expect([known(null, null), known(null, now, true)]).toEqual([false, false]);
  });

  it('is asked for by another admin, of who has a factor, once at a time', () => {
    const agent = { id: 'ann', factors: 1, recovering: false, waits: false, passwordKnown: false };
    const ask = (id: string, of: Partial<typeof agent> = {}, role: 'admin' | 'supervisor' = 'admin') =>
      whyNotAskRecovery({ id, role }, { ...agent, ...of })?.code;
    expect(ask('bo')).toBeUndefined();
    expect(ask('bo', {}, 'supervisor')).toBe('not-permitted');
    expect(ask('ann')).toBe('own-recovery');
    expect(ask('bo', { factors: 0 })).toBe('recovery-not-needed');
    // Who lost the code before they enrolled.
    expect(ask('bo', { factors: 0, recovering: true })).toBeUndefined();
    expect(ask('bo', { waits: true })).toBe('recovery-pending');
    expect(ask('bo', { passwordKnown: true })).toBe('new-password-first');
  });
});
