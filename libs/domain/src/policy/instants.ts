const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Durations in milliseconds. */
export const minutes = (count: number): number => count * MINUTE;
export const hours = (count: number): number => count * HOUR;
export const days = (count: number): number => count * DAY;

/** An ISO 8601 instant as epoch milliseconds; NaN when it is none, so that every comparison with it is false. */
export function epoch(instant: string): number {
  return Date.parse(instant);
}

/** Epoch milliseconds as an ISO 8601 instant in UTC. */
export function instantOf(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString();
}

/** Whether `instant` lies in the future of `now`. Null and unreadable instants do not. */
export function isAhead(instant: string | null, now: Date): boolean {
  return instant !== null && epoch(instant) > now.getTime();
}
