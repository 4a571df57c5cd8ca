import { type AccountFacts, emailLogins } from './account-facts.ts';

/**
 * Whether an active account has no verified e-mail login that reaches its owner: there is none, it is marked
 * undeliverable, or the caller reported it lost in this case. Source: DESIGN, Words.
 */
export function isOrphaned(account: AccountFacts): boolean {
  if (account.status !== 'active') return false;
  if (account.emailReportedLost === true) return true;
  return !emailLogins(account).some(
    ({ undeliverableAt, reachable }) => reachable && undeliverableAt === null,
  );
}
