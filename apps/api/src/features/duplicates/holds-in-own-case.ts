import { type Executor, runSql } from '../../platform/database/named-statement.ts';

const HOLDS = `select 1 from recovery_case c join case_account k on k.case_id = c.id
  where c.agent_id = $1 and c.state <> 'closed' and k.account_id = any($2::uuid[]) and ($3::uuid is null or c.id = $3)
  limit 1`;

/** Whether an open case of the agent, or this one, holds one of the accounts. */
export async function holdsInOwnCase(
  executor: Executor,
  agentId: string,
  accountIds: readonly string[],
  caseId: string | null = null,
): Promise<boolean> {
  return (await runSql(executor, HOLDS, [agentId, accountIds, caseId])).length > 0;
}
