import type { Permission } from '../agents/index.ts';
import { days, hours, instantOf } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';

/** What a second person is asked for: a held change at once, a change taken back, two accounts made one, that undone, a customer erased. */
export const APPROVAL_KINDS = ['held-change', 'reversal', 'merge', 'merge-undo', 'erasure'] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

/** What somebody has to hold to decide: more than `approvals.decide` where it weighs more. */
const NEEDED: Readonly<Partial<Record<ApprovalKind, Permission>>> = { erasure: 'accounts.erase' };

/** The permission that who decides an approval of a kind has to hold. */
export function permissionToDecide(kind: ApprovalKind): Permission {
  return NEEDED[kind] ?? 'approvals.decide';
}

/** `void`: the plan it was for is not what would be carried out any more. */
export const APPROVAL_STATES = ['waiting', 'approved', 'rejected', 'void', 'expired'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** What the rules need to know of an approval. */
export type ApprovalFacts = {
  readonly kind: ApprovalKind;
  readonly state: ApprovalState;
  /** Who asked for the change; null where a customer did. */
  readonly requestedBy: string | null;
  /** Everybody who took the evidence or asked for the change that it is about. */
  readonly takenPartIn: readonly string[];
  readonly expiresAt: string;
};

const UNTIL_DECIDED_DAYS = 36_525;

/**
 * Until when an approval asked for now can be given. One of a held change lives `approval.lifeHours`, and is asked for
 * anew while the change is still held; one of a reversal waits until it is decided, because a customer is locked out
 * meanwhile.
 */
export function approvalExpiry(kind: ApprovalKind, now: Date, { numbers }: Policy): string {
  const life = kind === 'reversal' ? days(UNTIL_DECIDED_DAYS) : hours(numbers.approval.lifeHours);
  return instantOf(now.getTime() + life);
}
