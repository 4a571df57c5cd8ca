/**
 * What is counted of each day, so that a page of figures reads days and not the log. A measure that is an agent's has
 * their id, one that a case has its channel.
 */
export const MEASURES = [
  'cases-opened',
  'cases-closed',
  'recoveries',
  'rounds',
  'first-rounds',
  'lockouts',
  'messages-failed',
  'approvals',
  'look-ups-without-case',
  'name-searches-without-case',
  'reveals',
  'accounts-worked',
] as const;
export type Measure = (typeof MEASURES)[number];

/** The times of something: how many took so many minutes. */
export type Took = { readonly minutes: number; readonly count: number };

/**
 * The smallest time within which `share` (0 to 1) of all were done; null where there were none. Nearest rank: always a
 * time that one of them really took.
 */
export function percentile(times: readonly Took[], share: number): number | null {
  const sorted = [...times]
    .filter(({ count }) => count > 0)
    .sort((left, right) => left.minutes - right.minutes);
  const all = sorted.reduce((sum, { count }) => sum + count, 0);
  const rank = Math.max(1, Math.ceil(share * all));
  let passed = 0;
  for (const { minutes, count } of sorted) {
    passed += count;
    if (passed >= rank) return minutes;
  }
  return null;
}
