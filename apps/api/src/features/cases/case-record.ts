import type { CaseChannel, CaseOutcome, CaseState } from '@relink/domain';
import { PASS_GATE } from '../../platform/policy/changes-gate.ts';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

/** A case as stored. */
export type CaseRecord = {
  readonly id: string;
  readonly reference: string;
  readonly realm: string;
  readonly channel: CaseChannel;
  readonly ticket: string;
  readonly state: CaseState;
  readonly outcome: CaseOutcome | null;
  /** Null while nobody has taken it. */
  readonly agentId: string | null;
  readonly agentName: string | null;
  /** When the customer is to have answered, of a case that waits for them. */
  readonly dueAt: Date | null;
  readonly openedAt: Date;
  readonly updatedAt: Date;
  readonly closedAt: Date | null;
  readonly resetAt: Date | null;
  /** Everybody whose case it is or was. */
  readonly agentIds: readonly string[];
};

/** The columns of a {@link CaseRecord}, of `recovery_case c left join agent g on g.id = c.agent_id`. */
export const CASE_COLUMNS = `c.id, c.reference, c.realm, c.channel, c.ticket, c.state, c.outcome, c.agent_id as "agentId",
  g.name as "agentName", c.opened_at as "openedAt", c.updated_at as "updatedAt", c.closed_at as "closedAt",
  c.due_at as "dueAt", c.assurance_reset_at as "resetAt",
  array_remove(array[c.opened_by, c.agent_id], null) || c.former_agent_ids as "agentIds"`;

const READ = {
  name: 'case_read',
  text: `select ${CASE_COLUMNS} from recovery_case c left join agent g on g.id = c.agent_id where c.id = $1`,
};
export const LOCK_CASE = {
  name: 'case_lock',
  text: `with gate as materialized (${PASS_GATE}),
              c as materialized (select r.* from recovery_case r, gate where r.id = $1 for no key update of r),
              g as materialized (select a.id, a.name from agent a join c on c.agent_id = a.id for no key update of a)
         select ${CASE_COLUMNS} from c left join g on g.id = c.agent_id`,
};

/** One case, or undefined. */
export async function readCase(executor: Executor, caseId: string): Promise<CaseRecord | undefined> {
  const [row] = await runNamed<CaseRecord>(executor, READ, [caseId]);
  return row;
}

/**
 * One case and its agent, locked until the transaction ends: two requests about the case follow each other, and so do
 * those of one agent in different cases, whose changes and failed rounds are counted together.
 */
export async function lockCase(executor: Executor, caseId: string): Promise<CaseRecord | undefined> {
  const [row] = await runNamed<CaseRecord>(executor, LOCK_CASE, [caseId]);
  return row;
}
