import { assuranceOf, isProven } from '../verification/index.ts';
import {
  type ActionSituation,
  missingChangesOpen,
  missingForAccount,
  missingForWork,
} from './action-situation.ts';
import { type ActionVerdict, type Missing, missing, verdictFrom } from './action.ts';

/**
 * Whether accounts of a case may be merged by its agent. What stands in the way of the accounts themselves is said by their
 * plan, and whether a second person has to say yes by {@link mergeNeedsApproval}.
 */
export function mergeVerdict(situation: ActionSituation, accountIds: readonly string[]): ActionVerdict {
  const accounts = situation.accounts.filter(({ id }) => accountIds.includes(id));
  const found = accountIds.every((id) => accounts.some((account) => account.id === id));
  const lacking = [
    ...missingForWork(situation),
    ...(found ? [] : [missing('claimed-account')]),
    ...accounts.flatMap((account) => missingForAccount(account, situation)),
    ...missingChangesOpen(situation),
    ...missingRoom(situation, accountIds),
  ];
  return verdictFrom({ action: 'merge', accountId: null }, once(lacking));
}

/** What a case of two accounts or more offers. */
export function mergeActions(situation: ActionSituation): ActionVerdict[] {
  const { accounts } = situation;
  if (accounts.length < 2) return [];
  return [
    mergeVerdict(
      situation,
      accounts.map(({ id }) => id),
    ),
  ];
}

/**
 * Whether a second person has to say yes to a merge of these accounts: unless the assurance of one is `strong` and each is
 * proven. Source: DESIGN, Evidence policy.
 */
export function mergeNeedsApproval(situation: ActionSituation, accountIds: readonly string[]): boolean {
  const { evidence, case: facts, now, policy } = situation;
  const accounts = situation.accounts.filter(({ id }) => accountIds.includes(id));
  const strong = accounts.some(
    ({ id }) => assuranceOf(id, evidence, facts.resetAt, now, policy).level === 'strong',
  );
  const proven = (id: string) =>
    accounts.some((account) => account.id === id && isProven(account, evidence, facts.resetAt, now, policy));
  return !strong || !accountIds.every(proven);
}

/** Both accounts count as changed. */
function missingRoom({ changesByAgent, policy }: ActionSituation, accountIds: readonly string[]): Missing[] {
  const { accountsPerHour, accountsPerDay } = policy.numbers.agentChanges;
  const room = (changed: readonly string[], limit: number) =>
    accountIds.every((id) => changed.includes(id)) || new Set([...changed, ...accountIds]).size <= limit;
  const fits = room(changesByAgent.hour, accountsPerHour) && room(changesByAgent.day, accountsPerDay);
  return fits ? [] : [missing('change-limit')];
}

function once(lacking: readonly Missing[]): Missing[] {
  return lacking.filter(({ code }, index) => lacking.findIndex((each) => each.code === code) === index);
}
