import { type ChangesByAgent, hours } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

/** Which accounts an agent asked to change after an instant, and when last: parameters of the statement it is part of. */
export const changesOfAgent = (agent: string, since: string): string => `
  select account_id, max(requested_at) as last from
    (select account_id, requested_at from identifier_change
      where requested_by = ${agent} and requested_at > ${since}::timestamptz
     union all
     select unnest(array[survivor_id, other_id]), requested_at from merge
      where requested_by = ${agent} and requested_at > ${since}::timestamptz
     union all
     select unnest(array[m.survivor_id, m.other_id]), u.requested_at from merge_undo u join merge m on m.id = u.merge_id
      where u.requested_by = ${agent} and u.requested_at > ${since}::timestamptz
     union all
     select account_id, requested_at from erasure
      where requested_by = ${agent} and requested_at > ${since}::timestamptz) made
   group by account_id`;

const LOCK_AGENT = {
  name: 'changes_lock_agent',
  text: 'select id from agent where id = $1 for no key update',
};
const READ = { name: 'changes_of_agent', text: changesOfAgent('$1', '$2') };

/** The same, of changes that no case begins; the agent is locked, so that two at once are counted together. */
export async function readChangesOfAgent(
  executor: Executor,
  agentId: string,
  now: Date,
): Promise<ChangesByAgent> {
  await runNamed(executor, LOCK_AGENT, [agentId]);
  const rows = await runNamed<{ account_id: string; last: Date }>(executor, READ, [
    agentId,
    new Date(now.getTime() - hours(24)),
  ]);
  const hourAgo = now.getTime() - hours(1);
  return {
    hour: rows.filter(({ last }) => last.getTime() > hourAgo).map((row) => row.account_id),
    day: rows.map((row) => row.account_id),
  };
}
