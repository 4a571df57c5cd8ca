import { maskIdentifier, verifiedLogins } from '@relink/domain';
import type { MergeAccount } from './read-merge-account.ts';

/** What signs in to an account, masked, the first of each kind first. */
export function maskedLogins(account: MergeAccount): string {
  return (['email', 'phone', 'username', 'federated'] as const)
    .flatMap((kind) =>
      verifiedLogins(account, kind).toSorted(
        (one, two) =>
          Number(account.primaryIds.includes(two.id)) - Number(account.primaryIds.includes(one.id)),
      ),
    )
    .map(({ kind, normalised }) => maskIdentifier(kind, normalised))
    .join(', ');
}
