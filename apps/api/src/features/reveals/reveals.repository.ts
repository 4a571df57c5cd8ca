import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

const HOLDS = {
  name: 'reveal_case_holds',
  text: 'select 1 from case_account where case_id = $1 and account_id = $2',
};
const REVEALED_AT = {
  name: 'reveal_at',
  text: `select at from agent_look where agent_id = $1 and kind = 'reveal' and subject = $2`,
};

/** Whether a case, whoever's it is, holds an account. */
export async function caseHolds(executor: Executor, caseId: string, accountId: string): Promise<boolean> {
  return (await runNamed(executor, HOLDS, [caseId, accountId])).length > 0;
}

/** When an agent revealed something, by the id of the reveal. */
export async function revealedAt(
  executor: Executor,
  agentId: string,
  revealId: string,
): Promise<Date | undefined> {
  const [row] = await runNamed<{ at: Date }>(executor, REVEALED_AT, [agentId, revealId]);
  return row?.at;
}
