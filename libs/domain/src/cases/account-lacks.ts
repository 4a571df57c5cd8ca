import type { AccountFacts } from '../accounts/index.ts';
import { isAhead } from '../policy/instants.ts';
import { agentStopped, assuranceOf, compareAssurance, restsOnDocument } from '../verification/index.ts';
import { type Missing, missing } from './action.ts';
import type { ActionSituation } from './action-situation.ts';
import { hasRoomForChanges } from './change-room.ts';

/** The account being active: anything else refuses every change. */
export function missingActive(account: AccountFacts): Missing[] {
  return account.status === 'active' ? [] : [missing('account-active')];
}

/** Its verification not being locked. */
export function missingUnlocked(account: AccountFacts, { now }: ActionSituation): Missing[] {
  return isAhead(account.lockedUntil, now) ? [missing('verification-unlocked', account.lockedUntil)] : [];
}

/** The agent not having failed on too many accounts today. */
export function missingFreedom({ agent, policy }: ActionSituation): Missing[] {
  return agentStopped(agent.failedAccountsToday, policy) ? [missing('agent-not-stopped')] : [];
}

/** The caller being verified. A lone missing last order comes first, so that the refusal names it rather than the assurance. */
export function missingAssurance(account: AccountFacts, situation: ActionSituation): Missing[] {
  const { case: facts, evidence, now, policy } = situation;
  const assurance = assuranceOf(account.id, evidence, facts.resetAt, now, policy);
  if (compareAssurance(assurance.level, 'verified') >= 0) return [];
  const gaps = assurance.missing.map((gap) => missing(gap));
  const onlyLastOrder = assurance.missing.every((gap) => gap === 'last-order') && gaps.length > 0;
  return onlyLastOrder ? [...gaps, missing('assurance-verified')] : [missing('assurance-verified'), ...gaps];
}

/** As {@link missingAssurance}, for what may also be asked of a second person where a document is all that was left to prove. */
export function missingAssuranceOrDocument(account: AccountFacts, situation: ActionSituation): Missing[] {
  const { case: facts, evidence, now, policy } = situation;
  return restsOnDocument(account.id, evidence, facts.resetAt, now, policy)
    ? []
    : missingAssurance(account, situation);
}

/** Room for changing these accounts, all of them: one that the agent changed already takes none. */
export function missingChangeLimit(
  accounts: readonly AccountFacts[],
  { agent, changesByAgent, policy }: ActionSituation,
): Missing[] {
  const ids = accounts.map(({ id }) => id);
  return hasRoomForChanges(ids, changesByAgent, agent.role, policy) ? [] : [missing('change-limit')];
}
