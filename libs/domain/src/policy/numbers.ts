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
  /**
   * Identity documents: how long a link and a code read out work, how often one is asked for, how many pictures of what
   * size are taken, and when they are deleted: so long after the decision, or after they came when nobody decided.
   */
  document: {
    linkHours: 24,
    codeMinutes: 30,
    codeTries: 5,
    asksPerDay: 5,
    pictures: 3,
    megabytes: 10,
    megapixels: 50,
    deletedAfterHours: 24,
    undecidedDays: 7,
  },
  /** How long a merge can be undone; after it the before-images are deleted. */
  merge: { undoDays: 30 },
  /** The bodies of audit events are kept for so long, their leaves for ever; the file of an export for so long. */
  audit: { bodiesMonths: 84, exportHours: 24 },
  /** Of so many of a hundred cases closed on a day, drawn by chance, supervisors look at the work again. */
  review: { samplePercent: 5 },
  callBack: { perPhonePerDay: 3, perAddressPerHour: 10, furthestDays: 14 },
  /** What an agent is offered as the time a customer has to answer, and the furthest. */
  waiting: { offeredHours: 24, furthestDays: 30 },
  agentSession: { idleMinutes: 15, lifeHours: 8 },
  customerSession: { lifeDays: 30 },
  agentChanges: { accountsPerHour: 12, accountsPerDay: 60 },
  supervisorChanges: { accountsPerHour: 12, accountsPerDay: 60 },
  adminChanges: { accountsPerHour: 12, accountsPerDay: 60 },
  /** What one person may look at, by role: searches that opened no case, different accounts, and single fields in clear. */
  agentLooks: { searchesPerHour: 30, accountsPerDay: 150, revealsPerHour: 20, revealsPerDay: 60 },
  supervisorLooks: { searchesPerHour: 30, accountsPerDay: 150, revealsPerHour: 20, revealsPerDay: 60 },
  adminLooks: { searchesPerHour: 30, accountsPerDay: 150, revealsPerHour: 20, revealsPerDay: 60 },
  /** From which share of a limit on a supervisor is told; until when a search counts as one that opened a case; how long a field stays in clear. */
  looks: { nearPercent: 80, opensCaseMinutes: 30, revealSeconds: 60 },
  /** After so long a change, an approval or a reveal asks an agent for their factor again. */
  stepUp: { minutes: 5 },
  /**
   * Tries at a second factor; how long what is to be signed waits; how long a session waits for its factor; a recovery.
   * An authenticator app is locked at so many wrong codes in so many days, without those that a right one of the same
   * session followed: three of 10^6 codes are right at a time, so that twenty guesses hit once in 16,000 times.
   */
  factor: {
    triesPerAccount: 5,
    triesPerAddress: 50,
    windowMinutes: 15,
    challengeMinutes: 5,
    halfSessionMinutes: 10,
    most: 10,
    recoveryHours: 24,
    missesToLock: 20,
    missDays: 30,
  },
  /** From when on what an agent does asks a supervisor to look: see insights. One in `luckOneIn` looks like it by chance. */
  signs: {
    windowDays: 30,
    lookUpsPerDay: 20,
    leadsToCaseMinutes: 60,
    sameCustomerTimes: 4,
    approverSharePercent: 60,
    approverRequests: 5,
    peers: 3,
    peerDeviations: 5,
    peerCountPerDay: 10,
    peerCountPerWindow: 60,
    shareOutOf: 12,
    luckOneIn: 1000,
    outsideHoursPerDay: 5,
    graceMinutes: 30,
  },
  signIn: { triesPerAccount: 10, triesPerAddress: 50, windowMinutes: 15 },
  search: { results: 25, recentOrders: 3, deepestRow: 10_000 },
  password: { minimumLength: 10, maximumLength: 200, minimumScore: 3 },
} as const;
