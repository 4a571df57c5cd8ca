import { type AccountWorth, isOfHighValue } from '../identifiers/index.ts';
import { days, epoch } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';

/** What speaks for caution where a second person is asked about whole accounts; in the order in which it is shown. */
export const APPROVAL_RISKS = [
  'suspected-fraud',
  'opposed',
  'locked',
  'two-people',
  'different-names',
  'different-birth-dates',
  'not-found-alike',
  'not-searched-yet',
  'unproven',
  'knowledge-only',
  'document-only',
  'not-strong',
  'round-after-failure',
  'sim-swap-risk',
  'nobody-else-to-warn',
  'high-value',
  'contact-taken',
  'fresh-contact',
] as const;
export type ApprovalRisk = (typeof APPROVAL_RISKS)[number];

/** A risk, and of which account; null where it is of two together. */
export type ApprovalRiskOf = { readonly risk: ApprovalRisk; readonly accountId: string | null };

/** What happened to an account, ISO 8601 in UTC, of the latest; null where there is none. */
export type LatelyFacts = {
  /** When somebody at the desk suspected a thief, and when its verification was locked for anything else. */
  readonly suspectedAt: string | null;
  readonly lockedAt: string | null;
  /** When somebody who was told of a change said that it was not them. */
  readonly opposedAt: string | null;
};

/**
 * What of it was lately: `suspected-fraud` and `locked` within `hold.fraudLockDays`, `opposed` within
 * `tenure.takenWithinDays`.
 */
export function latelyRisks(
  { suspectedAt, lockedAt, opposedAt }: LatelyFacts,
  now: Date,
  { numbers: { hold, tenure } }: Policy,
): ApprovalRisk[] {
  return [
    ...(isWithin(suspectedAt, hold.fraudLockDays, now) ? (['suspected-fraud'] as const) : []),
    ...(isWithin(opposedAt, tenure.takenWithinDays, now) ? (['opposed'] as const) : []),
    ...(isWithin(lockedAt, hold.fraudLockDays, now) ? (['locked'] as const) : []),
  ];
}

/** Whether an instant was less than so many days ago. */
export function isWithin(instant: string | null, count: number, now: Date): boolean {
  return instant !== null && now.getTime() - epoch(instant) < days(count);
}

/** The risks in their order, those of two together first and then each account's in the order given. */
export function inOrder(
  ofBoth: readonly ApprovalRisk[],
  ofEach: readonly { readonly accountId: string; readonly risks: readonly ApprovalRisk[] }[],
): ApprovalRiskOf[] {
  return APPROVAL_RISKS.flatMap((risk) => [
    ...(ofBoth.includes(risk) ? [{ risk, accountId: null }] : []),
    ...ofEach.flatMap(({ accountId, risks }) => (risks.includes(risk) ? [{ risk, accountId }] : [])),
  ]);
}

/**
 * What a second admin has to know before a customer is erased: that somebody suspected a thief, opposed a change or was
 * locked out lately, whose traces would be gone, and that the account is of high value. What stands in the way is said by
 * the plan.
 */
export function erasureRisks(
  accounts: readonly (AccountWorth & LatelyFacts & { readonly id: string })[],
  now: Date,
  policy: Policy,
): ApprovalRiskOf[] {
  const ofEach = accounts.map((account) => ({
    accountId: account.id,
    risks: [
      ...latelyRisks(account, now, policy),
      ...(isOfHighValue(account, policy) ? (['high-value'] as const) : []),
    ],
  }));
  return inOrder([], ofEach);
}
