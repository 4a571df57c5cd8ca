import { minutes } from '../policy/instants.ts';

/** What a month's events are kept for at least, in months, whatever the policy says: the database lets no younger one go. */
export const LEAST_KEPT_MONTHS = 12;

// An event's id is made a moment before or after the time that the database gives it, which decides about its month.
const NEAR = minutes(10);
const UUID_7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const MONTH = /^(\d{4})-(\d{2})$/;

/**
 * The months (`YYYY-MM`, UTC) whose events are past their keeping: those that had ended `keepMonths` months before `now`.
 * Anything that is no month is left alone.
 */
export function monthsPastKeeping(months: readonly string[], now: Date, keepMonths: number): string[] {
  const present = now.getUTCFullYear() * 12 + now.getUTCMonth();
  return months.filter((month) => {
    const [, year, of] = MONTH.exec(month) ?? [];
    if (year === undefined || of === undefined) return false;
    // A month ends where the next one begins.
    return Number(year) * 12 + Number(of) + keepMonths <= present;
  });
}

/**
 * Whether policy may have let the event of this id expire by now, judged by the time in the id (UUID version 7, RFC 9562,
 * section 5.7) and nothing that a server says. What is no such id is none of an event, and has not expired.
 */
export function mayHaveExpired(eventId: string, now: Date): boolean {
  const [, high, low] = UUID_7.exec(eventId) ?? [];
  if (high === undefined || low === undefined) return false;
  const madeAt = new Date(parseInt(high + low, 16) - NEAR);
  if (Number.isNaN(madeAt.getTime())) return false;
  return monthsPastKeeping([madeAt.toISOString().slice(0, 7)], now, LEAST_KEPT_MONTHS).length > 0;
}
