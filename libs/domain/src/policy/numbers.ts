/** Every default number of the desk, in one place; the policy in force overrides them by version. Source: DESIGN, Numbers and Evidence policy. */
export const NUMBERS = {
  code: {
    digits: 6,
    lifeMinutes: 10,
    tries: 3,
    resendAfterMinutes: 2,
    perDestinationAndPurposePerDay: 3,
    perAccountPerDay: 8,
  },
  link: { tokenBytes: 32, lifeMinutes: 30 },
  emailClaim: { lifeMinutes: 24 * 60 },
  evidence: {
    fadesAfterMinutes: 30,
    minimumKinds: 2,
    failedRoundsToLock: 3,
    failureWindowHours: 24,
    lockHours: 24,
    failedAccountsToStopAgent: 6,
    /** Servers' clocks may differ by this much; evidence dated later than that is not believed. */
    clockSkewSeconds: 60,
  },
  tenure: { freshDays: 7, takenWithinDays: 30, toldAfterReleaseDays: 30, beginningMinutes: 5 },
  /** A change that nobody else could be warned of waits; a change may be opposed for so long; fraud locks for so long. */
  hold: { hours: 24, objectionDays: 7, fraudLockDays: 30 },
  /** From so many orders on an account is of high value whatever they came to. */
  highValue: { orders: 20 },
  approval: { lifeHours: 4 },
  /** How long a merge can be undone; after it the before-images are deleted. */
  merge: { undoDays: 30 },
  callBack: { perPhonePerDay: 3, perAddressPerHour: 10, furthestDays: 14 },
  /** What an agent is offered as the time a customer has to answer, and the furthest. */
  waiting: { offeredHours: 24, furthestDays: 30 },
  agentSession: { idleMinutes: 15, lifeHours: 8 },
  customerSession: { lifeDays: 30 },
  agentChanges: { accountsPerHour: 12, accountsPerDay: 60 },
  signIn: { triesPerAccount: 10, triesPerAddress: 50, windowMinutes: 15 },
  search: { results: 25, recentOrders: 3, deepestRow: 10_000 },
  password: { minimumLength: 10, maximumLength: 200, minimumScore: 3 },
} as const;
