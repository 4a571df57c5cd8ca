import type { CaseChannel, CaseOutcome, CaseState } from '@relink/domain';
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
  readonly agentId: string;
  readonly agentName: string;
  readonly openedAt: Date;
  readonly updatedAt: Date;
  readonly closedAt: Date | null;
  readonly resetAt: Date | null;
  /** Everybody whose case it is or was. */
  readonly agentIds: readonly string[];
};

/** The columns of a {@link CaseRecord}, of `recovery_case c join agent g on g.id = c.agent_id`. */
export const CASE_COLUMNS = `c.id, c.reference, c.realm, c.channel, c.ticket, c.state, c.outcome, c.agent_id as "agentId",
  g.name as "agentName", c.opened_at as "openedAt", c.updated_at as "updatedAt", c.closed_at as "closedAt",
  c.assurance_reset_at as "resetAt", array[c.opened_by, c.agent_id] || c.former_agent_ids as "agentIds"`;

const READ_TEXT = `select ${CASE_COLUMNS} from recovery_case c join agent g on g.id = c.agent_id where c.id = $1`;
const READ = { name: 'case_read', text: READ_TEXT };
export const LOCK_CASE = { name: 'case_lock', text: `${READ_TEXT} for no key update of c, g` };

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
