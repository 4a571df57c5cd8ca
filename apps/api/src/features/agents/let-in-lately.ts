import { days, LET_IN_DAYS } from '@relink/domain';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';

// By the log, which nobody at the desk can change: a new sign-in, a role, a password, somebody disabled who is not any more.
const LET_IN = `select e.actor_id as by, e.facts ->> 'agentId' as whom
  from (select actor_id, action, convert_from(canonical, 'UTF8')::jsonb -> 'facts' as facts from audit_event
         where action in ('agent.created', 'agent.updated') and outcome = 'done' and at > $2 and actor_id is not null) e
  where $1::text in (e.actor_id::text, e.facts ->> 'agentId')
    and (e.action = 'agent.created' or e.facts ->> 'passwordChanged' = 'true'
      or e.facts -> 'before' -> 'role' is distinct from e.facts -> 'after' -> 'role'
      or e.facts -> 'before' -> 'disabled' is distinct from e.facts -> 'after' -> 'disabled')`;

/** Whom somebody let in lately, and who let them in: they and one of these may be one person. Ids of agents. */
export async function letInLately(executor: Executor, now: Date, id: string): Promise<ReadonlySet<string>> {
  const since = new Date(now.getTime() - days(LET_IN_DAYS));
  const rows = await runSql<{ by: string; whom: string }>(executor, LET_IN, [id, since]);
  return new Set(rows.map(({ by, whom }) => (by === id ? whom : by)));
}
