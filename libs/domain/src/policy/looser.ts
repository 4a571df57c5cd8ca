import { NUMBERS } from './numbers.ts';
import { EDITABLE_NUMBERS, type PolicyDraft } from './policy-draft.ts';
import { POLICIES } from './policy.ts';

type Direction = 'more' | 'less';
type Directed = {
  readonly [G in keyof typeof EDITABLE_NUMBERS]: {
    readonly [N in keyof (typeof EDITABLE_NUMBERS)[G]]: Direction | null;
  };
};

const LOOKS = {
  searchesPerHour: 'more',
  accountsPerDay: 'more',
  revealsPerHour: 'more',
  revealsPerDay: 'more',
} as const;

/**
 * Which way a number makes the desk less strict: `more` where a higher one does, `less` where a lower one does, null
 * where it is a matter of taste. More time for a code is more time to steal it; fewer days of waiting are fewer in
 * which somebody can object.
 */
const LOOSENED_BY: Directed = {
  code: {
    lifeMinutes: 'more',
    tries: 'more',
    resendAfterMinutes: 'less',
    perDestinationAndPurposePerDay: 'more',
    perAccountPerDay: 'more',
  },
  link: { lifeMinutes: 'more' },
  emailClaim: { lifeMinutes: 'more' },
  evidence: {
    fadesAfterMinutes: 'more',
    minimumKinds: 'less',
    failedRoundsToLock: 'more',
    failureWindowHours: 'less',
    lockHours: 'less',
    failedAccountsToStopAgent: 'more',
  },
  tenure: { freshDays: 'less', takenWithinDays: 'less', toldAfterReleaseDays: 'less' },
  hold: { hours: 'less', objectionDays: 'less', fraudLockDays: 'less' },
  highValue: { orders: 'more' },
  approval: { lifeHours: 'more' },
  document: {
    linkHours: 'more',
    codeMinutes: 'more',
    codeTries: 'more',
    asksPerDay: 'more',
    pictures: null,
    megabytes: null,
    megapixels: null,
    deletedAfterHours: 'more',
    undecidedDays: 'more',
  },
  merge: { undoDays: 'less' },
  audit: { bodiesMonths: 'less', exportHours: 'more' },
  review: { samplePercent: 'less' },
  callBack: { perPhonePerDay: 'more', perAddressPerHour: 'more', furthestDays: null },
  waiting: { offeredHours: null, furthestDays: null },
  agentSession: { idleMinutes: 'more', lifeHours: 'more' },
  stepUp: { minutes: 'more' },
  factor: { missesToLock: 'more', missDays: 'less' },
  customerSession: { lifeDays: 'more' },
  agentChanges: { accountsPerHour: 'more', accountsPerDay: 'more' },
  supervisorChanges: { accountsPerHour: 'more', accountsPerDay: 'more' },
  adminChanges: { accountsPerHour: 'more', accountsPerDay: 'more' },
  agentLooks: LOOKS,
  supervisorLooks: LOOKS,
  adminLooks: LOOKS,
  signs: {
    lookUpsPerDay: 'more',
    leadsToCaseMinutes: 'more',
    sameCustomerTimes: 'more',
    approverSharePercent: 'more',
    approverRequests: 'more',
    peers: 'more',
    peerDeviations: 'more',
    peerCountPerDay: 'more',
    peerCountPerWindow: 'more',
    shareOutOf: 'more',
    luckOneIn: 'more',
    outsideHoursPerDay: 'more',
    graceMinutes: 'more',
  },
  password: { minimumLength: 'less', minimumScore: 'less' },
};

/**
 * The paths at which a policy is less strict than the standard one, in its own order: numbers, a currency's threshold
 * that is higher or new, codes read aloud. A policy that has none may still be stricter. Pure; nothing is refused for it.
 */
export function looserThanStandard({ numbers, rules }: PolicyDraft): string[] {
  const standard = POLICIES.standard.rules;
  const paths: string[] = [];
  for (const [group, names] of Object.entries(numbers))
    for (const [name, value] of Object.entries(names))
      if (isLooser(group, name, value)) paths.push(`numbers.${group}.${name}`);
  if (rules.spokenCodes && !standard.spokenCodes) paths.push('rules.spokenCodes');
  for (const [currency, amount] of Object.entries(rules.highValue)) {
    const usual = standard.highValue[currency];
    // In a currency without a threshold every account with orders is of high value.
    if (usual === undefined || amount > usual) paths.push(`rules.highValue.${currency}`);
  }
  return paths;
}

function isLooser(group: string, name: string, value: number): boolean {
  const direction = at<Direction | null>(LOOSENED_BY, group, name);
  const usual = at<number>(NUMBERS, group, name);
  if (direction === undefined || direction === null || usual === undefined) return false;
  return direction === 'more' ? value > usual : value < usual;
}

function at<T>(table: Readonly<Record<string, Readonly<Record<string, T>>>>, group: string, name: string) {
  const names = Object.hasOwn(table, group) ? table[group] : undefined;
  return names !== undefined && Object.hasOwn(names, name) ? names[name] : undefined;
}
