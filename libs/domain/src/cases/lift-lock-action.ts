import type { AccountFacts } from '../accounts/index.ts';
import { isAhead } from '../policy/instants.ts';
import { type ActionSituation, missingPermission } from './action-situation.ts';
import { type ActionVerdict, missing, verdictFrom } from './action.ts';

/** Whether a lock may be ended before its time: by a supervisor whose own rounds or suspicion did not make it. */
export function liftLock(account: AccountFacts, { agent, lockedBy, now }: ActionSituation): ActionVerdict {
  const locked = isAhead(account.lockedUntil, now);
  return verdictFrom({ action: 'lift-lock', accountId: account.id }, [
    ...missingPermission(agent, 'locks.lift'),
    ...(locked ? [] : [missing('account-locked')]),
    ...(lockedBy.get(account.id)?.includes(agent.id) ? [missing('not-own-guess')] : []),
  ]);
}
