import * as fc from 'fast-check';
import { minutesAgo, NOW } from '../fixtures/facts.fixture.ts';
import { isRefusal } from '../errors/refusal.ts';
import { days, instantOf } from '../policy/instants.ts';
import { STANDARD_POLICY } from '../policy/policy.ts';
import { dueRange, dueRefusal, resumesWork } from './waiting.ts';

const in_ = (milliseconds: number) => instantOf(NOW.getTime() + milliseconds);
const refusal = (dueAt: string) => dueRefusal(dueAt, NOW, STANDARD_POLICY);

describe('a case that waits for its customer', () => {
  it('is offered tomorrow at the same time', () => {
    expect(dueRange(NOW, STANDARD_POLICY)).toEqual({ offered: in_(days(1)), furthest: in_(days(30)) });
    expect(refusal(in_(days(1)))).toBeNull();
  });

  it('is not due in the past, at this instant, in a year, or at no time at all', () => {
    for (const dueAt of [minutesAgo(1), NOW.toISOString(), in_(days(365)), 'tomorrow'])
      expect(refusal(dueAt)).toMatchObject({ code: 'invalid-input', errors: { dueAt: expect.any(String) } });
  });

  it('waits until any instant within the policy’s days, and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 1, max: 40 }), (day, furthestDays) => {
        const numbers = { ...STANDARD_POLICY.numbers, waiting: { offeredHours: 24, furthestDays } };
        const refused = dueRefusal(in_(days(day)), NOW, { ...STANDARD_POLICY, numbers });
        expect(isRefusal(refused)).toBe(day <= 0 || day > furthestDays);
      }),
    );
  });

  it('never offers what it refuses', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 1, max: 60 }),
        (offeredHours, furthestDays) => {
          const numbers = { ...STANDARD_POLICY.numbers, waiting: { offeredHours, furthestDays } };
          const policy = { ...STANDARD_POLICY, numbers };
          expect(dueRefusal(dueRange(NOW, policy).offered, NOW, policy)).toBeNull();
        },
      ),
    );
  });

  it('is taken up again by work on it, and not by a note, a ticket, another due time or its end', () => {
    for (const action of ['send-code', 'send-evidence-round', 'reassign-email', 'record-caller'] as const)
      expect(resumesWork(action)).toBe(true);
    for (const action of [
      'add-note',
      'set-ticket',
      'wait-for-customer',
      'close',
      'report-suspected-fraud',
    ] as const)
      expect(resumesWork(action)).toBe(false);
  });
});
