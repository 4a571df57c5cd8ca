import type { Origin } from '../accounts/index.ts';
import type { IdentifierKind, IdentifierState, IdentifierUse, ReleaseReason } from '../identifiers/index.ts';
import { type ImportedCustomer, keyIdentifier } from './map-customer.ts';
import type { RowIssueCode } from './row-issue.ts';

/** An account that has, or had, the e-mail or phone that a row is known by. */
export type KeyCandidate = {
  readonly accountId: string;
  readonly identifierId: string;
  readonly use: IdentifierUse;
  readonly state: IdentifierState;
  readonly origin: Origin;
  readonly releaseReason: ReleaseReason | null;
  /** Whether it came to the account when another was merged into it. */
  readonly cameByMerge: boolean;
  /** Whether the account has an id of the shop's. */
  readonly hasId: boolean;
  /** Whether an import gave the account an e-mail, or a phone, to sign in with, and none took it away. */
  readonly hasShopEmail: boolean;
  readonly hasShopPhone: boolean;
};

/** Whose row it is: an account's, nobody's yet, or one that may not be touched, with the reason. */
export type KeyMatch =
  | { readonly accountId: string; readonly blocked: null; readonly proof: 'name' | 'identifier' }
  | { readonly accountId: null; readonly blocked: RowIssueCode | null };

const NOBODY: KeyMatch = { accountId: null, blocked: null };
const SHOPS_OWN: ReadonlySet<string> = new Set(['taken', 'removed-by-shop']);

/**
 * Finds whose row it is by the e-mail, else the phone, that it is known by: the account that an import last gave this
 * to, also where Relink has taken it from there since, so that a recovery is neither undone nor doubled. Where only
 * Relink gave it to an account, that account is not the row's: nothing may be touched.
 * For a row with an id that no account has, only accounts without an id come into question, also one that Relink gave
 * the e-mail: the shop has followed. `proof` is what such a row must have in common with the account besides.
 */
export function matchByKey(row: ImportedCustomer, candidates: readonly KeyCandidate[]): KeyMatch {
  const key = keyIdentifier(row.identifiers);
  if (key === undefined) return NOBODY;
  const adopting = row.externalId !== '';
  const open = adopting ? candidates.filter(({ hasId }) => !hasId) : candidates;
  const shops = open
    .filter((one) => one.origin === 'import' && !SHOPS_OWN.has(one.releaseReason ?? ''))
    .filter(key.kind === 'email' ? isLogin : isPhoneKey)
    .sort(byLikelihood);
  const [best] = shops;
  if (best) return { accountId: best.accountId, blocked: null, proof: 'name' };
  // It was of an account that is merged: its row changes nothing, and makes no second account of one person.
  if (!adopting && candidates.some((one) => one.cameByMerge && isLogin(one)))
    return { accountId: null, blocked: 'account-merged' };
  const relinks = candidates.find(
    (one) => isLogin(one) && one.state === 'verified' && one.origin !== 'import',
  );
  if (relinks === undefined) return NOBODY;
  if (!adopting) return { accountId: null, blocked: 'held-in-relink' };
  return relinks.hasId ? NOBODY : { accountId: relinks.accountId, blocked: null, proof: 'identifier' };
}

/** What is known of an account that a row may be about. */
export type Likeness = {
  readonly searchName: string;
  readonly identifiers: readonly { readonly kind: IdentifierKind; readonly normalised: string }[];
};

/**
 * Whether a row and an account may be of one person: their names share a word, or one has none, or they have an
 * identifier in common. An e-mail or phone is given to another person one day, and the ids of two files may count from
 * 1 both; so where the row was found `by` its key, that key is no such identifier.
 */
export function mayBeSamePerson(row: ImportedCustomer, account: Likeness, by: 'id' | 'key'): boolean {
  const words = new Set(wordsOf(row.searchName));
  const named = wordsOf(account.searchName);
  if (words.size === 0 || named.length === 0 || named.some((word) => words.has(word))) return true;
  return sharesIdentifier(row, account, by);
}

/** Whether they have an e-mail, phone or user name in common; see {@link mayBeSamePerson} for `by`. */
export function sharesIdentifier(row: ImportedCustomer, account: Likeness, by: 'id' | 'key'): boolean {
  const key = by === 'key' ? keyIdentifier(row.identifiers) : undefined;
  return row.identifiers.some(
    (one) =>
      one !== key &&
      account.identifiers.some((had) => had.kind === one.kind && had.normalised === one.normalised),
  );
}

function isLogin({ use }: KeyCandidate): boolean {
  return use === 'login';
}

/** Whether the account is known by a phone: the shop gave it no e-mail, and this phone, or none to sign in with. */
function isPhoneKey({ use, hasShopEmail, hasShopPhone }: KeyCandidate): boolean {
  return !hasShopEmail && (use === 'login' || !hasShopPhone);
}

/** Logins before contacts, those that are held now before former ones, the latest first: ids grow with time. */
function byLikelihood(one: KeyCandidate, other: KeyCandidate): number {
  const rank = ({ use, state }: KeyCandidate) => (use === 'login' ? 2 : 0) + (state === 'verified' ? 1 : 0);
  return rank(other) - rank(one) || (one.identifierId < other.identifierId ? 1 : -1);
}

function wordsOf(searchName: string): string[] {
  return searchName.split(' ').filter((word) => word !== '');
}
