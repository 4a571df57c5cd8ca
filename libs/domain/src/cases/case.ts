export const CASE_CHANNELS = ['phone', 'email', 'chat', 'in-person'] as const;
export type CaseChannel = (typeof CASE_CHANNELS)[number];

export const CASE_STATES = ['open', 'waiting-for-customer', 'waiting-for-approval', 'closed'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** A closed case has exactly one; a report can count them. */
export const CASE_OUTCOMES = [
  'recovered',
  'already-had-access',
  'not-verified',
  'customer-gave-up',
  'no-account-found',
  'suspected-fraud',
  'opened-by-mistake',
] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

export const CASE_ACCOUNT_ROLES = ['claimed', 'duplicate'] as const;
export type CaseAccountRole = (typeof CASE_ACCOUNT_ROLES)[number];
