/** How somebody reached the desk; `call-back` is a request left on the portal. */
export const CASE_CHANNELS = ['phone', 'email', 'chat', 'in-person', 'call-back'] as const;
export type CaseChannel = (typeof CASE_CHANNELS)[number];

/** Who is on the line: nobody but the holder of an account is given it back. */
export const CALLERS = ['account-holder', 'third-party', 'for-someone-who-died'] as const;
export type Caller = (typeof CALLERS)[number];

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
  'third-party-caller',
  'holder-died',
  'no-contact-left',
  'not-reached',
] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

export const CASE_ACCOUNT_ROLES = ['claimed', 'duplicate'] as const;
export type CaseAccountRole = (typeof CASE_ACCOUNT_ROLES)[number];
