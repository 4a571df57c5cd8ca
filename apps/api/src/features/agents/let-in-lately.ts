import { days, LET_IN_DAYS, type LetIn, LETS_IN, perhapsSamePerson } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

// By the log, which nobody at the desk can change.
const LET_IN = {
  name: 'agents_let_in',
  text: `select distinct e.by, e.facts ->> 'agentId' as whom
  from (select actor_id::text as by, action, convert_from(canonical, 'UTF8')::jsonb -> 'facts' as facts from audit_event
         where action in ($2, $3) and outcome = 'done' and at > $1 and actor_id is not null) e
  where e.action = $2 or e.facts ->> $4 = 'true' or e.facts ->> $6 is not null
    or exists (select from unnest($5::text[]) field
                where e.facts -> 'before' -> field is distinct from e.facts -> 'after' -> field)`,
};

/** Who may be one person with an agent, by who let whom in lately. Ids of agents. */
export async function letInLately(executor: Executor, now: Date, id: string): Promise<ReadonlySet<string>> {
  const since = new Date(now.getTime() - days(LET_IN_DAYS));
  const { made, changed, flag, fields, link } = LETS_IN;
  const values = [since, made, changed, flag, fields, link];
  return perhapsSamePerson(id, await runNamed<LetIn>(executor, LET_IN, values));
}
