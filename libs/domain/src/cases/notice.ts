/** What supervisors are told about, each worked off by one of them. */
export const NOTICE_KINDS = [
  'suspected-fraud',
  'agent-stopped',
  'change-opposed',
  'password-opposed',
  'merge-opposed',
  'limit-near',
  'limit-reached',
  'sign-of-abuse',
  'audit-broken',
  'recovery-waiting',
  'log-store-failing',
  'factor-locked',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Why an account's recovery is locked; told to supervisors only. */
export const LOCK_KINDS = ['failed-rounds', 'suspected-fraud', 'opposed'] as const;
export type LockKind = (typeof LOCK_KINDS)[number];
