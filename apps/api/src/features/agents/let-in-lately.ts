import { days, LET_IN_DAYS, type LetIn, perhapsSamePerson } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

// By the log, which nobody at the desk can change: a new sign-in, a role, a password, a link to the company, somebody
// disabled who is not any more.
const LET_IN = {
  name: 'agents_let_in',
  text: `select distinct e.by, e.facts ->> 'agentId' as whom
  from (select actor_id::text as by, action, convert_from(canonical, 'UTF8')::jsonb -> 'facts' as facts from audit_event
         where action in ('agent.created', 'agent.updated') and outcome = 'done' and at > $1 and actor_id is not null) e
  where e.action = 'agent.created' or e.facts ->> 'passwordChanged' = 'true'
    or e.facts -> 'before' -> 'role' is distinct from e.facts -> 'after' -> 'role'
    or e.facts -> 'before' -> 'companySubject' is distinct from e.facts -> 'after' -> 'companySubject'
    or e.facts -> 'before' -> 'disabled' is distinct from e.facts -> 'after' -> 'disabled'`,
};

/** Who may be one person with an agent, by who let whom in lately. Ids of agents. */
export async function letInLately(executor: Executor, now: Date, id: string): Promise<ReadonlySet<string>> {
  const since = new Date(now.getTime() - days(LET_IN_DAYS));
  return perhapsSamePerson(id, await runNamed<LetIn>(executor, LET_IN, [since]));
}
