import * as fc from 'fast-check';
import { type AgentHours, isTimeZone, isWithinHours, WEEKDAYS } from './agent-hours.ts';

const OFFICE: AgentHours = {
  timeZone: 'Asia/Kolkata',
  shifts: Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, [{ from: '09:00', to: '17:30' }]])),
};
const at = (instant: string) => new Date(instant);

describe('an agent’s hours', () => {
  it('are those of the clock on the agent’s own wall', () => {
    // Monday, 1 June 2026, 09:00 in Kolkata is 03:30 in UTC.
    expect(isWithinHours(at('2026-06-01T03:30:00Z'), OFFICE, 0)).toBe(true);
    expect(isWithinHours(at('2026-06-01T03:29:00Z'), OFFICE, 0)).toBe(false);
    expect(isWithinHours(at('2026-06-01T11:59:59Z'), OFFICE, 0)).toBe(true);
    expect(isWithinHours(at('2026-06-01T12:00:00Z'), OFFICE, 0)).toBe(false);
    expect(isWithinHours(at('2026-06-06T06:00:00Z'), OFFICE, 0)).toBe(false);
  });

  it('give grace before and after', () => {
    expect(isWithinHours(at('2026-06-01T03:00:00Z'), OFFICE, 30)).toBe(true);
    expect(isWithinHours(at('2026-06-01T02:59:00Z'), OFFICE, 30)).toBe(false);
    expect(isWithinHours(at('2026-06-01T12:29:00Z'), OFFICE, 30)).toBe(true);
    expect(isWithinHours(at('2026-06-01T12:30:00Z'), OFFICE, 30)).toBe(false);
  });

  it('may go over midnight, from a Sunday into a Monday too', () => {
    const night: AgentHours = { timeZone: 'UTC', shifts: { sunday: [{ from: '22:00', to: '06:00' }] } };
    expect(isWithinHours(at('2026-05-31T23:00:00Z'), night, 0)).toBe(true);
    expect(isWithinHours(at('2026-06-01T05:59:00Z'), night, 0)).toBe(true);
    expect(isWithinHours(at('2026-06-01T06:00:00Z'), night, 0)).toBe(false);
    expect(isWithinHours(at('2026-06-01T23:00:00Z'), night, 0)).toBe(false);
  });

  it('give grace over midnight, on both sides', () => {
    const early: AgentHours = { timeZone: 'UTC', shifts: { monday: [{ from: '00:10', to: '23:50' }] } };
    expect(isWithinHours(at('2026-05-31T23:50:00Z'), early, 30)).toBe(true);
    expect(isWithinHours(at('2026-06-02T00:10:00Z'), early, 30)).toBe(true);
  });

  it('stay the same on the wall when the clocks are changed', () => {
    const sweden: AgentHours = { ...OFFICE, timeZone: 'Europe/Stockholm' };
    // Clocks go forward on 29 March 2026: 09:00 is 08:00 UTC before it, 07:00 UTC after it.
    expect(isWithinHours(at('2026-03-27T08:00:00Z'), sweden, 0)).toBe(true);
    expect(isWithinHours(at('2026-03-27T07:00:00Z'), sweden, 0)).toBe(false);
    expect(isWithinHours(at('2026-03-30T07:00:00Z'), sweden, 0)).toBe(true);
  });

  it('of somebody without shifts are never, and of somebody who is always there always', () => {
    const always = {
      timeZone: 'UTC',
      shifts: Object.fromEntries(WEEKDAYS.map((day) => [day, [{ from: '00:00', to: '00:00' }]])),
    };
    fc.assert(
      fc.property(fc.date({ min: at('2000-01-01'), max: at('2060-01-01'), noInvalidDate: true }), (when) => {
        expect(isWithinHours(when, { timeZone: 'UTC', shifts: {} }, 240)).toBe(false);
        expect(isWithinHours(when, always, 0)).toBe(true);
      }),
    );
  });

  it('only grow with more grace', () => {
    fc.assert(
      fc.property(
        fc.date({ min: at('2020-01-01'), max: at('2030-01-01'), noInvalidDate: true }),
        fc.nat(120),
        fc.nat(120),
        (when, grace, more) => {
          if (isWithinHours(when, OFFICE, grace))
            expect(isWithinHours(when, OFFICE, grace + more)).toBe(true);
        },
      ),
    );
  });

  it('know a time zone from a word', () => {
    expect(['Asia/Kolkata', 'UTC', 'Europe/Stockholm'].every(isTimeZone)).toBe(true);
    expect(['', 'Nowhere/Land', 'Asia/Kolkata; drop'].some(isTimeZone)).toBe(false);
  });
});
