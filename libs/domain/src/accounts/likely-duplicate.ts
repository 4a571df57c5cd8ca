import type { AccountFacts } from './account-facts.ts';

/** Why an account is thought to be a duplicate. */
export const DUPLICATE_REASONS = ['same-phone', 'no-orders'] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];

/**
 * Why an account looks like an empty double of one of the others; empty when it does not.
 * It shares a phone, in any use and also a released one, with a living account of its realm, and has no orders.
 */
export function likelyDuplicateReasons(
  account: AccountFacts,
  others: readonly AccountFacts[],
): DuplicateReason[] {
  if (account.status !== 'active' || account.orderCount > 0) return [];
  const phones = phonesOf(account);
  const shares = others.some(
    (other) =>
      other.id !== account.id &&
      other.realm === account.realm &&
      (other.status === 'active' || other.status === 'suspended') &&
      [...phonesOf(other)].some((phone) => phones.has(phone)),
  );
  return shares ? ['same-phone', 'no-orders'] : [];
}

function phonesOf(account: AccountFacts): ReadonlySet<string> {
  return new Set(
    account.identifiers
      .filter(({ kind, reachable }) => kind === 'phone' && reachable)
      .map(({ normalised }) => normalised),
  );
}
