import type { ReassignEmailResponse } from '@relink/contract';
import type { Refusal } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { problem } from '../../platform/problems/problem.ts';

const READ = {
  name: 'identifier_change_read',
  text: `select c.id, c.account_id as "accountId", c.identifier_id as "identifierId", c.state, c.plan_hash as "planHash",
           c.expires_at as "expiresAt", k.agent_id as "agentId"
         from identifier_change c join recovery_case k on k.id = c.case_id where c.id = $1 and c.case_id = $2`,
};

type Row = Omit<ReassignEmailResponse, 'expiresAt'> & { expiresAt: Date; agentId: string };

/** A new e-mail or phone that a case asked for; undefined where the case asked for no such one. */
export async function findChange(
  executor: Executor,
  caseId: string,
  changeId: string,
): Promise<Row | undefined> {
  const [row] = await runNamed<Row>(executor, READ, [changeId, caseId]);
  return row;
}

/** A new e-mail or phone as its agent sees it. Throws `not-found`, and `not-your-case` to everybody else. */
export async function readChange(
  executor: Executor,
  { principal }: AgentContext,
  caseId: string,
  changeId: string,
): Promise<ReassignEmailResponse> {
  const row = await findChange(executor, caseId, changeId);
  if (!row) throw problem('not-found');
  if (row.agentId !== principal.id) throw problem('not-your-case');
  return { ...row, expiresAt: row.expiresAt.toISOString() };
}

/** Why nothing can be done any more about a change that is settled; null while it waits, to be confirmed or held. */
export function settled({ state }: Row): Refusal | null {
  return state === 'pending' || state === 'held'
    ? null
    : { code: 'case-state-conflict', details: { change: state } };
}
