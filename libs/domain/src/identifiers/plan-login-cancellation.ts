import type { AccountFacts } from '../accounts/index.ts';
import type { PendingChange } from '../cases/index.ts';
import type { Plan } from './plan.ts';
import { withdrawPending } from './withdraw-pending.ts';

/** Plans that an e-mail or phone which waits for its confirmation is given up: the value is free again at once. */
export function planLoginCancellation(account: AccountFacts, pending: PendingChange, now: Date): Plan {
  return {
    kind: pending.kind === 'email' ? 'email-reassignment-cancellation' : 'phone-link-cancellation',
    accountId: account.id,
    securityVersions: { [account.id]: account.securityVersion },
    steps: withdrawPending(account, pending, now),
  };
}
