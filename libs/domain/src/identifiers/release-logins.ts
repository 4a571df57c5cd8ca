import { type AccountFacts, verifiedLogins } from '../accounts/index.ts';
import type { PendingKind } from '../cases/index.ts';
import type { PlanStep } from './plan.ts';

/** Steps by which the logins of one kind that an account has so far give way to the new one. */
export function releasesOfLogins(account: AccountFacts, kind: PendingKind): PlanStep[] {
  return verifiedLogins(account, kind).map(({ id }) => ({
    do: 'release-identifier',
    accountId: account.id,
    identifierId: id,
    reason: 'replaced',
    takenByAccountId: null,
  }));
}
