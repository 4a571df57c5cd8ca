import type { AccountStatus } from '../accounts/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import {
  ERASED_PARTS,
  type ErasedPart,
  KEPT_BECAUSE,
  KEPT_PARTS,
  type KeptBecause,
} from './what-is-erased.ts';

/** An account of the person to be erased. */
export type ErasureAccount = {
  readonly id: string;
  readonly status: AccountStatus;
  readonly erased: boolean;
  readonly securityVersion: number;
  /** Whether the shop or the desk holds it for a court or an authority. */
  readonly legalHold: boolean;
  /** Whether a merge of it, or an undoing, is asked for or under way. */
  readonly mergePending: boolean;
};

/** What the rules need to know of a person: the account asked for, and every account that was merged into it. */
export type ErasureFacts = {
  readonly account: ErasureAccount;
  readonly tombstones: readonly ErasureAccount[];
};

/** What an erasure would do: the same for the same accounts, so that what was approved is what is carried out. */
export type ErasurePlan = {
  readonly kind: 'erasure';
  readonly accountId: string;
  /** All accounts of the person, in the order of their ids. */
  readonly accountIds: readonly string[];
  readonly securityVersions: Readonly<Record<string, number>>;
  readonly erases: readonly ErasedPart[];
  readonly keeps: readonly { readonly part: KeptPartOfPlan; readonly because: KeptBecause }[];
};
type KeptPartOfPlan = (typeof KEPT_PARTS)[number];

/**
 * Plans the erasure of a person: of the account, and of every account that was merged into it, because a merged person is
 * one person. Refusals: `account-erased`, `account-merged-away` (erase the survivor), `legal-hold`, `merge-under-way`.
 */
export function planErasure({ account, tombstones }: ErasureFacts): ErasurePlan | Refusal {
  if (account.erased) return refuse('account-erased');
  if (account.status === 'merged') return refuse('account-merged-away');
  const accounts = [account, ...tombstones].sort((one, other) => (one.id < other.id ? -1 : 1));
  if (accounts.some(({ legalHold }) => legalHold)) return refuse('legal-hold');
  if (accounts.some(({ mergePending }) => mergePending)) return refuse('merge-under-way');
  return {
    kind: 'erasure',
    accountId: account.id,
    accountIds: accounts.map(({ id }) => id),
    securityVersions: Object.fromEntries(
      accounts.map(({ id, securityVersion }) => [id, securityVersion] as const),
    ),
    erases: ERASED_PARTS,
    keeps: KEPT_PARTS.map((part) => ({ part, because: KEPT_BECAUSE[part] })),
  };
}
