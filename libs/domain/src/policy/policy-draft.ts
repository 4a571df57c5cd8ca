import { days, minutes } from './instants.ts';
import type { PolicyNumbers, PolicyPreset, PolicyRules } from './policy.ts';

type Bounds = readonly [least: number, most: number];
type EditableGroup = {
  readonly [G in keyof PolicyNumbers]?: { readonly [N in keyof PolicyNumbers[G]]?: Bounds };
};

const LOOK_BOUNDS = {
  searchesPerHour: [1, 500],
  accountsPerDay: [1, 2000],
  revealsPerHour: [1, 200],
  revealsPerDay: [1, 1000],
} as const;

/**
 * The numbers that a policy may set, and how far. What is not here is how the desk is built (a code's digits, a token's
 * bytes) and stays as it is. The bounds keep a slip of the keyboard from opening the desk: never fewer than two kinds
 * in a round, never more than ten tries of a code.
 */
export const EDITABLE_NUMBERS = {
  code: {
    lifeMinutes: [2, 60],
    tries: [1, 10],
    resendAfterMinutes: [1, 60],
    perDestinationAndPurposePerDay: [1, 20],
    perAccountPerDay: [1, 50],
  },
  link: { lifeMinutes: [5, 24 * 60] },
  emailClaim: { lifeMinutes: [60, 14 * 24 * 60] },
  evidence: {
    fadesAfterMinutes: [5, 240],
    minimumKinds: [2, 5],
    failedRoundsToLock: [1, 10],
    failureWindowHours: [1, 24 * 14],
    lockHours: [1, 24 * 30],
    failedAccountsToStopAgent: [1, 50],
  },
  tenure: { freshDays: [1, 90], takenWithinDays: [1, 365], toldAfterReleaseDays: [7, 365] },
  hold: { hours: [1, 24 * 14], objectionDays: [1, 30], fraudLockDays: [1, 365] },
  highValue: { orders: [1, 10_000] },
  approval: { lifeHours: [1, 72] },
  document: {
    linkHours: [1, 24 * 7],
    codeMinutes: [5, 24 * 60],
    codeTries: [1, 10],
    asksPerDay: [1, 20],
    pictures: [1, 5],
    megabytes: [1, 25],
    megapixels: [8, 200],
    deletedAfterHours: [1, 24 * 7],
    undecidedDays: [1, 30],
  },
  merge: { undoDays: [7, 90] },
  audit: { bodiesMonths: [13, 600], exportHours: [1, 24 * 7] },
  review: { samplePercent: [1, 100] },
  callBack: { perPhonePerDay: [1, 20], perAddressPerHour: [1, 1000], furthestDays: [1, 60] },
  waiting: { offeredHours: [1, 24 * 14], furthestDays: [1, 90] },
  agentSession: { idleMinutes: [5, 60], lifeHours: [1, 24] },
  stepUp: { minutes: [1, 15] },
  factor: { missesToLock: [5, 100], missDays: [1, 365] },
  customerSession: { lifeDays: [1, 365] },
  agentChanges: { accountsPerHour: [1, 500], accountsPerDay: [1, 2000] },
  supervisorChanges: { accountsPerHour: [1, 500], accountsPerDay: [1, 2000] },
  adminChanges: { accountsPerHour: [1, 500], accountsPerDay: [1, 2000] },
  agentLooks: LOOK_BOUNDS,
  supervisorLooks: LOOK_BOUNDS,
  adminLooks: LOOK_BOUNDS,
  signs: {
    lookUpsPerDay: [5, 1000],
    leadsToCaseMinutes: [5, 24 * 60],
    sameCustomerTimes: [2, 100],
    approverSharePercent: [10, 99],
    approverRequests: [2, 1000],
    peers: [2, 50],
    peerDeviations: [2, 20],
    peerCountPerDay: [1, 1000],
    peerCountPerWindow: [1, 10_000],
    shareOutOf: [5, 1000],
    luckOneIn: [20, 1_000_000],
    outsideHoursPerDay: [1, 1000],
    graceMinutes: [0, 240],
  },
  password: { minimumLength: [8, 64], minimumScore: [2, 4] },
} as const satisfies EditableGroup;

/** What an admin wants the policy to be. Numbers that are not named stay as the desk is built. */
export type PolicyDraft = {
  readonly preset: PolicyPreset;
  readonly numbers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly rules: PolicyRules;
};

/** One thing that differs between two policies; `null` where one of them does not name it. */
export type PolicyDifference = {
  readonly path: string;
  readonly before: number | string | boolean | null;
  readonly after: number | string | boolean | null;
};

/** How far off a policy may be set. Not the policy's to say: it would set its own limit. */
const FURTHEST_DAYS = 366;
/** What one person may do in an hour and in a day, by group. */
const HOURS_AND_DAYS = [
  ...['agentChanges', 'supervisorChanges', 'adminChanges'].map(
    (group) => [group, 'accountsPerHour', 'accountsPerDay'] as const,
  ),
  ...['agentLooks', 'supervisorLooks', 'adminLooks'].map(
    (group) => [group, 'revealsPerHour', 'revealsPerDay'] as const,
  ),
];
const SLOW_HAND_MINUTES = 1;

/** What is wrong with the time that a policy is to be in force from, in words that say what to do; null when nothing is. */
export function inForceFromProblem(from: Date, now: Date): string | null {
  const ahead = from.getTime() - now.getTime();
  // Earlier than a slow hand would rewrite what was decided.
  if (ahead < -minutes(SLOW_HAND_MINUTES)) return 'Choose a time that has not passed.';
  return ahead > days(FURTHEST_DAYS) ? 'Choose a time within a year.' : null;
}

/** What is wrong with a draft, by path (`numbers.code.tries`), in words that say what to do; empty when nothing is. */
export function policyProblems({ preset, numbers, rules }: PolicyDraft): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const [group, values] of Object.entries(numbers)) {
    for (const [name, value] of Object.entries(values)) {
      const bounds = boundsOf(group, name);
      const path = `numbers.${group}.${name}`;
      if (bounds === undefined) problems[path] = 'A policy cannot set this number.';
      else if (!Number.isInteger(value) || value < bounds[0] || value > bounds[1])
        problems[path] = `Write a whole number from ${String(bounds[0])} to ${String(bounds[1])}.`;
    }
  }
  for (const [group, ofHour, ofDay] of HOURS_AND_DAYS) {
    const hour = numbers[group]?.[ofHour];
    const day = numbers[group]?.[ofDay];
    if (hour !== undefined && day !== undefined && hour > day)
      problems[`numbers.${group}.${ofDay}`] = 'A day cannot have less room than an hour.';
  }
  if (preset === 'strict' && rules.spokenCodes)
    problems['rules.spokenCodes'] = 'The strict policy takes no code that is read aloud.';
  for (const [currency, amount] of Object.entries(rules.highValue)) {
    const path = `rules.highValue.${currency}`;
    if (!/^[A-Z]{3}$/.test(currency))
      problems[path] = 'Write the currency as three capital letters (ISO 4217).';
    else if (!(amount > 0 && amount <= 1e12)) problems[path] = 'Write an amount above 0.';
  }
  return problems;
}

/** Everything that differs, by path, in the order of the paths: what the event of a new version holds. */
export function policyDifferences(before: PolicyDraft, after: PolicyDraft): PolicyDifference[] {
  const left = flat(before);
  const right = flat(after);
  return [...new Set([...left.keys(), ...right.keys()])]
    .sort()
    .map((path) => ({ path, before: left.get(path) ?? null, after: right.get(path) ?? null }))
    .filter((difference) => difference.before !== difference.after);
}

function boundsOf(group: string, name: string): Bounds | undefined {
  const groups: Readonly<Record<string, Readonly<Record<string, Bounds>>>> = EDITABLE_NUMBERS;
  const names = Object.hasOwn(groups, group) ? groups[group] : undefined;
  return names !== undefined && Object.hasOwn(names, name) ? names[name] : undefined;
}

function flat({ preset, numbers, rules }: PolicyDraft): Map<string, number | string | boolean> {
  const values = new Map<string, number | string | boolean>([
    ['preset', preset],
    ['rules.spokenCodes', rules.spokenCodes],
  ]);
  for (const [currency, amount] of Object.entries(rules.highValue))
    values.set(`rules.highValue.${currency}`, amount);
  for (const [group, names] of Object.entries(numbers))
    for (const [name, value] of Object.entries(names)) values.set(`numbers.${group}.${name}`, value);
  return values;
}
