import { asksWhoLetIn } from '@relink/domain';
import type { Executor } from '../../platform/database/named-statement.ts';
import { letInLately } from '../agents/index.ts';
import type { ApprovalRecord } from './approval-record.ts';

const NOBODY: ReadonlySet<string> = new Set();

/** Who may be one person with the agent, read from the log only where one of the approvals asks for it. Ids of agents. */
export async function whoLetIn(
  executor: Executor,
  now: Date,
  agentId: string,
  approvals: readonly Pick<ApprovalRecord, 'kind'>[],
): Promise<ReadonlySet<string>> {
  return approvals.some(({ kind }) => asksWhoLetIn(kind)) ? letInLately(executor, now, agentId) : NOBODY;
}
