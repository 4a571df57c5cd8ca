import type { CaseView } from '@relink/contract';
import type { Caller, CaseChannel } from '@relink/domain';
import { v7 as uuidv7 } from 'uuid';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

const KEEP = {
  name: 'case_caller_keep',
  text: 'insert into case_caller (id, case_id, channel, caller, agent_id, at) values ($1, $2, $3, $4, $5, $6)',
};
const READ = {
  name: 'case_callers',
  text: `select k.id, k.at, k.channel, k.caller, a.name as "agentName"
           from case_caller k left join agent a on a.id = k.agent_id
          where k.case_id = $1 order by k.at desc, k.id desc limit 50`,
};

/** Keeps who is on the line from now on, and by which channel. */
export async function keepCaller(
  executor: Executor,
  now: Date,
  of: { caseId: string; channel: CaseChannel; caller: Caller; agentId: string | null },
): Promise<void> {
  await runNamed(executor, KEEP, [uuidv7(), of.caseId, of.channel, of.caller, of.agentId, now]);
}

type Row = Omit<CaseView['callers'][number], 'at'> & { at: Date };

/** Who was on the line, newest first. */
export async function readCallers(executor: Executor, caseId: string): Promise<CaseView['callers']> {
  const rows = await runNamed<Row>(executor, READ, [caseId]);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
