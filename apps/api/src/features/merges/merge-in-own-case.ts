import { roleHolds } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import type { SignedInAgent } from '../../platform/guard/request-context.ts';

const ACCOUNTS = (agent: string): string => `select k.account_id from recovery_case c
  join case_account k on k.case_id = c.id where c.agent_id = ${agent} and c.state <> 'closed'`;

/**
 * The condition that a merge `m`, of a survivor `s`, is one whose accounts, or the one they lead to by now, stand in an
 * open case of an agent. `agent` names the parameter; where that is null every merge is.
 */
export const inOwnCase = (
  agent: string,
): string => `(${agent}::uuid is null or m.survivor_id in (${ACCOUNTS(agent)})
  or m.other_id in (${ACCOUNTS(agent)}) or s.merged_into in (${ACCOUNTS(agent)}))`;

const OF_MERGE = {
  name: 'merge_in_own_case',
  text: `select 1 from merge m join account s on s.id = m.survivor_id where m.id = $1 and ${inOwnCase('$2')}`,
};
const OF_FILTER = {
  name: 'merges_filter_in_own_case',
  text: `select 1 from recovery_case c join case_account k on k.case_id = c.id
          where c.agent_id = $1 and c.state <> 'closed' and ($2::uuid is null or c.id = $2)
            and ($3::uuid is null or k.account_id = $3
                 or k.account_id = (select merged_into from account where id = $3)) limit 1`,
};

type Who = Pick<SignedInAgent, 'id' | 'role'>;

/** The agent to whom only merges of their own cases are shown; null for who may look at all. */
export function boundToCases({ id, role }: Who): string | null {
  return roleHolds(role, 'merges.view-outside-case') ? null : id;
}

/** Whether somebody may look at a merge, and at what taking it back would come to. */
export async function mayLookAtMerge(executor: Executor, who: Who, mergeId: string): Promise<boolean> {
  return (await runNamed(executor, OF_MERGE, [mergeId, boundToCases(who)])).length > 0;
}

/** Whether somebody may ask for the merges of an account or of a case. */
export async function mayListMergesOf(
  executor: Executor,
  who: Who,
  { caseId, accountId }: { readonly caseId?: string | undefined; readonly accountId?: string | undefined },
): Promise<boolean> {
  const agent = boundToCases(who);
  if (agent === null || (caseId === undefined && accountId === undefined)) return true;
  return (await runNamed(executor, OF_FILTER, [agent, caseId ?? null, accountId ?? null])).length > 0;
}
