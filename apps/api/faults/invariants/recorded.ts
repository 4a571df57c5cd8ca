import type { Invariant } from './invariant.ts';
import { OF_LIMIT_NOTICE } from './notice-events.ts';
import { RECORDED_ROWS } from './recorded-rows.ts';

/** The other way round: what an event says was done is there. */
const EFFECTS: readonly Invariant[] = [
  {
    name: 'what an event says was opened is there',
    broken: `select e.id from seen e where e.action = 'case.opened' and e.outcome = 'done'
                and not exists (select 1 from recovery_case c where c.id = e.case_id and c.opened_at = e.at)`,
  },
  {
    name: 'there are as many evidence rounds as events of them',
    broken: `select e.case_id from (select case_id, count(*) from seen where action = 'evidence.round-sent' and outcome = 'done' group by 1) e
               full join (select case_id, count(*) from evidence_round group by 1) r on r.case_id = e.case_id
              where e.count is distinct from r.count`,
  },
  {
    name: 'the change that an event names is there',
    broken: `select e.id from seen e where e.outcome = 'done' and e.facts->>'changeId' is not null
                and not exists (select 1 from identifier_change c where c.id::text = e.facts->>'changeId')`,
  },
  {
    name: 'a notice of a limit has the look that came near it, or was refused',
    broken: `select n.id from notice n where n.limit_name is not null
                and not exists (select 1 from audit_event e
                  where e.actor_id = n.agent_id and e.at = n.at and ${OF_LIMIT_NOTICE})`,
  },
  {
    name: 'an e-mail that an event says took effect did',
    broken: `select e.id from seen e where e.outcome = 'done' and e.action = 'identifier.email-effective'
                and not exists (select 1 from identifier_change c
                  where c.id::text = e.facts->>'changeId' and c.state in ('effective', 'reversed'))`,
  },
  {
    name: 'the plan that an event names is there',
    broken: `select e.id from seen e where e.outcome = 'done' and e.facts->>'planHash' is not null and e.action <> 'merge.previewed'
                and not exists (select 1 from plan p where p.hash = e.facts->>'planHash')`,
  },
  {
    name: 'the note that an event names is there',
    broken: `select e.id from seen e where e.outcome = 'done' and e.facts->>'noteId' is not null
                and not exists (select 1 from case_note n where n.id::text = e.facts->>'noteId')`,
  },
  {
    name: 'a password that an event says was set is there',
    broken: `select e.id from seen e where e.outcome = 'done' and e.action = 'credential.password-set'
                and not exists (select 1 from credential c where c.account_id = e.account_id and c.updated_at >= e.at)
                and not exists (select 1 from seen m where m.action in ('merge.done', 'merge.undone') and m.at > e.at
                  and e.account_id::text in (m.account_id::text, m.facts->>'otherId'))`,
  },
];

/** What was done is written down, and what is written down was done. */
export const RECORDED: readonly Invariant[] = [
  ...RECORDED_ROWS.map(({ what, from, id, at, and, where = 'true' }) => ({
    name: `${what} has its event`,
    broken: `select r.${id} from ${from} r where r.${at} is not null and (${where}) and not exists
              (select 1 from seen e where e.outcome = 'done' and e.at = r.${at} and ${and})`,
  })),
  ...EFFECTS,
];
