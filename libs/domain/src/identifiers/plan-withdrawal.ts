import type { AccountFacts } from '../accounts/index.ts';
import type { PendingChange } from '../cases/index.ts';
import type { Plan } from './plan.ts';
import { withdrawPending } from './withdraw-pending.ts';

/**
 * Plans that everything which the desk asked for on an account, and which is not in effect yet, is given up. Nobody is
 * told of it: who is suspected of fraud must not learn that they are. Null where nothing waits.
 */
export function planWithdrawal(
  account: AccountFacts,
  pendingChanges: readonly PendingChange[],
  now: Date,
): Plan | null {
  // What a customer asked for on the portal, signed in, is none of the desk's.
  const waiting = pendingChanges.filter(
    ({ accountId, caseId }) => accountId === account.id && caseId !== null,
  );
  if (waiting.length === 0) return null;
  return {
    kind: 'change-cancellation',
    accountId: account.id,
    securityVersions: { [account.id]: account.securityVersion },
    steps: waiting.flatMap((pending) => withdrawPending(account, pending, now)),
  };
}
