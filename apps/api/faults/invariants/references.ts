import type { Invariant } from './invariant.ts';
import { areKin } from './kin.ts';

/** A foreign key of the schema, as the catalogue has it. */
export type ForeignKey = {
  readonly from: string;
  readonly to: string;
  readonly columns: string[];
  readonly of: string[];
};

/** Every foreign key of the schema: a table that is added is looked at too. */
export const FOREIGN_KEYS = `
  select c.conrelid::regclass::text as from, c.confrelid::regclass::text as to,
         array(select quote_ident(a.attname) from unnest(c.conkey) with ordinality k (n, place)
                 join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by k.place) as columns,
         array(select quote_ident(a.attname) from unnest(c.confkey) with ordinality k (n, place)
                 join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by k.place) as of
    from pg_constraint c join pg_class t on t.oid = c.conrelid
   where c.contype = 'f' and t.relnamespace = 'public'::regnamespace and not t.relispartition
   order by 1, 3`;

/** Looked up row by row: a key that was switched off, or came in with a copy, is not believed. */
export function referenceHolds({ from, to, columns, of }: ForeignKey): Invariant {
  const pairs = columns.map((column, place) => `t.${of[place] ?? ''} = f.${column}`).join(' and ');
  const given = columns.map((column) => `f.${column} is not null`).join(' and ');
  return {
    name: `${from}.${columns.join('+')} is there in ${to}`,
    broken: `select f.${columns[0] ?? ''} from ${from} f
              where ${given} and not exists (select 1 from ${to} t where ${pairs})`,
  };
}

/** References that no foreign key holds. */
export const REFERENCES: readonly Invariant[] = [
  {
    name: 'an event’s case is there',
    broken: `select e.id from seen e where case_id is not null
              and not exists (select 1 from recovery_case c where c.id = e.case_id)`,
  },
  {
    name: 'an event’s account is there',
    broken: `select e.id from seen e where account_id is not null
              and not exists (select 1 from account a where a.id = e.account_id)`,
  },
  {
    name: 'whoever acted in an event is there',
    broken: `select e.id from seen e where actor_id is not null
              and not exists (select 1 from agent a where actor_kind = 'agent' and a.id = e.actor_id)
              and not exists (select 1 from account a where actor_kind = 'customer' and a.id = e.actor_id)`,
  },
  {
    name: 'who held a case before is there',
    broken: `select c.id from recovery_case c, unnest(former_agent_ids) f (id)
              where not exists (select 1 from agent a where a.id = f.id)`,
  },
  {
    name: 'a claim is of its identifier’s account and value',
    broken: `select c.identifier_id from identifier_claim c join identifier i on i.id = c.identifier_id
              where (c.account_id, c.realm, c.kind, c.normalised) <> (i.account_id, i.realm, i.kind, i.normalised)`,
  },
  {
    name: 'a challenge’s identifier is its account’s, or was by a merge',
    broken: `select c.id from challenge c join identifier i on i.id = c.identifier_id
              where c.account_id is distinct from i.account_id and ${areKin('c.account_id', 'i.account_id')} is not true`,
  },
  {
    name: 'a change’s identifier is its account’s, or was by a merge',
    broken: `select c.id from identifier_change c join identifier i on i.id = c.identifier_id
              where not ${areKin('c.account_id', 'i.account_id')}`,
  },
  {
    name: 'an agent’s session is of one who may sign in',
    broken: `select s.agent_id from agent_session s join agent a on a.id = s.agent_id
              where a.disabled_at is not null and s.created_at > a.disabled_at`,
  },
];
