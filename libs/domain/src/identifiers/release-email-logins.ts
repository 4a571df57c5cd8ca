import { type AccountFacts, emailLogins } from '../accounts/index.ts';
import type { PlanStep } from './plan.ts';

/** Steps by which the e-mail logins an account has so far give way to the new one. */
export function releasesOfEmailLogins(account: AccountFacts): PlanStep[] {
  return emailLogins(account).map(({ id }) => ({
    do: 'release-identifier',
    accountId: account.id,
    identifierId: id,
    reason: 'replaced',
    takenByAccountId: null,
  }));
}
