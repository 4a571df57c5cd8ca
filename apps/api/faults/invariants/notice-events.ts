import type { AuditAction, LookLimitName, NoticeKind } from '@relink/domain';

/** What happened where supervisors are told of it; looks are told of by their limits. */
const OF_KIND = {
  'suspected-fraud': ['case.fraud-suspected'],
  'agent-stopped': ['agent.stopped'],
  'change-opposed': ['identifier.change-opposed'],
  'password-opposed': ['credential.password-opposed'],
  'merge-opposed': ['merge.opposed'],
  'sign-of-abuse': ['sign.raised'],
  'audit-broken': ['audit.found-broken', 'audit.verification-finished'],
  'recovery-waiting': ['factor-recovery.requested'],
  'log-store-failing': ['audit.stream-failed'],
  'factor-locked': ['factor.locked'],
} as const satisfies Record<Exclude<NoticeKind, 'limit-near' | 'limit-reached'>, readonly AuditAction[]>;

/** Which looks a limit counts. */
const OF_LIMIT = {
  'searches-per-hour': ['accounts.searched', 'accounts.listed'],
  'accounts-per-day': ['account.viewed', 'accounts.listed', 'audit.read'],
  'reveals-per-hour': ['account.revealed'],
  'reveals-per-day': ['account.revealed'],
} as const satisfies Record<LookLimitName, readonly AuditAction[]>;

/** Whether event `e` is of what notice `r` tells of. */
export const OF_NOTICE = `(r.kind, e.action) in (${pairs(OF_KIND)})`;

/** Whether event `e` is a look that the limit of notice `n` counts. */
export const OF_LIMIT_NOTICE = `(n.limit_name, e.action) in (${pairs(OF_LIMIT)})`;

function pairs(actions: Readonly<Record<string, readonly AuditAction[]>>): string {
  return Object.entries(actions)
    .flatMap(([told, each]) => each.map((action) => `('${told}', '${action}')`))
    .join(', ');
}
