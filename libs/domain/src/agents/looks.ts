import type { ProblemCode, Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import type { Policy } from '../policy/policy.ts';
import type { AgentRole } from './roles.ts';

/**
 * What one person's looks are counted by: searches that opened no case, different accounts looked at, and single fields
 * shown in clear.
 */
export const LOOK_KINDS = ['search', 'account', 'reveal'] as const;
export type LookKind = (typeof LOOK_KINDS)[number];

export const LOOK_LIMITS = [
  'searches-per-hour',
  'accounts-per-day',
  'reveals-per-hour',
  'reveals-per-day',
] as const;
export type LookLimitName = (typeof LOOK_LIMITS)[number];

/** At most so many looks in any stretch of so many hours. */
export type LookLimit = {
  readonly name: LookLimitName;
  readonly hours: 1 | 24;
  readonly most: number;
};

/** The code that refuses a look of each kind which is one too many. */
export const LOOK_REFUSALS = {
  search: 'search-limit-reached',
  account: 'look-limit-reached',
  reveal: 'reveal-limit-reached',
} as const satisfies Record<LookKind, ProblemCode>;

/** The limits on a kind of look for a role, the shorter stretch first. */
export function lookLimits(kind: LookKind, role: AgentRole, { numbers }: Policy): readonly LookLimit[] {
  const { searchesPerHour, accountsPerDay, revealsPerHour, revealsPerDay } = numbers[`${role}Looks`];
  switch (kind) {
    case 'search':
      return [{ name: 'searches-per-hour', hours: 1, most: searchesPerHour }];
    case 'account':
      return [{ name: 'accounts-per-day', hours: 24, most: accountsPerDay }];
    case 'reveal':
      return [
        { name: 'reveals-per-hour', hours: 1, most: revealsPerHour },
        { name: 'reveals-per-day', hours: 24, most: revealsPerDay },
      ];
  }
}

/** Whether so many looks come near a limit, so that a supervisor is told. */
export function isNearLimit(used: number, most: number, { numbers }: Policy): boolean {
  return used * 100 >= most * numbers.looks.nearPercent;
}

/** A caller has an account, often a newer one, and seldom a third. */
const ACCOUNTS_CALLED_ABOUT = 3;

/**
 * Whether an account that comes into a case gives the searches back that found it: they opened it only while the case
 * holds no more than a caller has. Else one case that takes everybody in would make every search free.
 */
export function givesSearchesBack(accountsBefore: number): boolean {
  return accountsBefore < ACCOUNTS_CALLED_ABOUT;
}

/** Who would let whom look at more, and what runs already. */
export type LookGrantQuestion = {
  readonly kind: LookKind;
  readonly extra: number;
  readonly by: string;
  readonly to: { readonly id: string; readonly role: AgentRole };
  /** What `to` was granted of this kind and still may use. */
  readonly running: number;
  /** Whether a grant by `to` to `by` still runs, of any kind. */
  readonly grantedBack: boolean;
};

/**
 * Why somebody may not let another look at more; null when they may. Nobody widens their own limits, nor do two each
 * other's; and all that runs comes to no more than the limit once again. Refusals: own-limit, limit-granted-back,
 * grant-too-large.
 */
export function lookGrantRefusal(asked: LookGrantQuestion, policy: Policy): Refusal | null {
  const { kind, extra, by, to, running, grantedBack } = asked;
  if (to.id === by) return refuse('own-limit');
  if (grantedBack) return refuse('limit-granted-back');
  const most = Math.max(...lookLimits(kind, to.role, policy).map((limit) => limit.most));
  const left = Math.max(0, most - running);
  return extra <= left ? null : refuse('grant-too-large', { left });
}
