import { isRefusal, nextCaseState } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';

const AWAIT = {
  name: 'case_await_approval',
  text: `update recovery_case set state = 'waiting-for-approval', due_at = null, updated_at = $2
          where id = $1 and state in ('open', 'waiting-for-customer') returning id`,
};
const DECIDED = {
  name: 'case_approval_decided',
  text: `update recovery_case set state = $3, updated_at = $2 where id = $1 and state = 'waiting-for-approval' returning id`,
};

/** The next step is a second person's. The case is locked. Returns whether it waits from now on. */
export async function awaitApproval(em: EntityManager, now: Date, caseId: string): Promise<boolean> {
  return (await runNamed(em, AWAIT, [caseId, now])).length > 0;
}

/** A second person has said yes or no, or nobody did in time: its agent goes on. One that was closed meanwhile stays closed. */
export async function approvalDecided(em: EntityManager, now: Date, caseId: string): Promise<void> {
  const state = nextCaseState('waiting-for-approval', 'approval-decided');
  if (isRefusal(state)) throw new Error('A case that waits for an approval takes its decision.');
  await runNamed(em, DECIDED, [caseId, now, state]);
}
