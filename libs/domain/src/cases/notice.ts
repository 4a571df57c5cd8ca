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

/** What tells of something that lasts, and is over when that is: nobody takes it from before the others while it lasts. */
export const ENDING_NOTICE_KINDS = [
  'recovery-waiting',
  'log-store-failing',
] as const satisfies readonly NoticeKind[];
export type EndingNoticeKind = (typeof ENDING_NOTICE_KINDS)[number];

/** Whether a notice ends by itself, and is not settled by hand. */
export function endsByItself(kind: NoticeKind): kind is EndingNoticeKind {
  return ENDING_NOTICE_KINDS.some((ending) => ending === kind);
}

/** Why an account's recovery is locked; told to supervisors only. */
export const LOCK_KINDS = ['failed-rounds', 'suspected-fraud', 'opposed'] as const;
export type LockKind = (typeof LOCK_KINDS)[number];
