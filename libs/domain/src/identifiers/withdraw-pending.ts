import type { AccountFacts } from '../accounts/index.ts';
import type { PendingChange } from '../cases/index.ts';
import { isAhead } from '../policy/instants.ts';
import type { PlanStep } from './plan.ts';

/**
 * Steps by which an e-mail or phone that waits for its confirmation gives way: to another that the same case asks for (a slip
 * of the tongue or of the keyboard), to a cancellation, or to its own end. None where nothing waits.
 */
export function withdrawPending(account: AccountFacts, pending: PendingChange | null, now: Date): PlanStep[] {
  if (pending === null) return [];
  const { identifierId, kind, value: normalised } = pending;
  const living = isAhead(pending.expiresAt, now);
  const on = { accountId: account.id, identifierId };
  return [
    { do: 'drop-claim', accountId: account.id, kind, normalised },
    {
      do: 'release-identifier',
      ...on,
      reason: living ? 'cancelled' : 'not-confirmed',
      takenByAccountId: null,
    },
    { do: 'settle-change', ...on, state: living ? 'cancelled' : 'expired' },
  ];
}
