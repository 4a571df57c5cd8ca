import type { Client } from 'pg';
import { withoutIndexes } from '../data/without-indexes.ts';

/** Somebody, some event and some place of the log to look for. */
export type Sought = {
  readonly agentId: string;
  readonly accountId: string;
  readonly caseId: string;
  readonly address: string;
  readonly at: string;
  readonly id: string;
};

const MONTHS = 12;
const AT_ONCE = 1_000_000;

const AGENTS = `insert into agent (id, username, name, role, password_hash)
  select uuidv7(), 'clerk-' || n, 'Clerk ' || n, 'agent', 'none' from generate_series(1, 60) n`;
// A case has 12 events and an account 24, whatever the size of the log; there are 60 agents, each at an address of their own.
const EVENTS = `with agents as (
    select array_agg(id order by id) as ids from agent where username like 'clerk-%'),
  given as (
    select n, now() - $3::interval * ((($4::bigint) - n)::float8 / $4) as at,
      ids[1 + (hashint8(n) & 65535) % 60] as actor, lpad(to_hex(n / 12), 12, '0') || '7c008000000000000000' as case_hex,
      lpad(to_hex(n / 24), 12, '0') || '7e008000000000000000' as account_hex, (hashint8(n + 1) & 65535) % 100 as dice,
      (hashint8(n) & 65535) % 60 as nth
    from generate_series($1::bigint, $2::bigint) n, agents),
  event as (
    select uuidv7(at - clock_timestamp()) as id, date_trunc('milliseconds', at) as at, actor, '198.51.100.' || nth as address,
      case when dice < 60 then 'case' when dice < 62 then 'portal' end as origin,
      case when dice < 40 then 'account.viewed' when dice < 75 then 'accounts.searched' when dice < 85 then 'case.opened'
           when dice < 92 then 'evidence.round-sent' when dice < 97 then 'challenge.sent' when dice < 99 then 'credential.reset-sent'
           else 'identifier.email-requested' end as action,
      case when dice % 20 = 0 then 'refused' else 'done' end as outcome, case_hex::uuid as case_id, account_hex::uuid as account_id
    from given),
  written as (
    select *, convert_to('{"accountId":"' || account_id || '","action":"' || action || '","actor":{"address":"' || address
      || '","id":"' || actor || '","kind":"agent"},"at":"' || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      || '","caseId":"' || case_id || '","facts":{"found":1,"kind":"phone"},"id":"' || id || '","origin":'
      || coalesce('"' || origin || '"', 'null') || ',"outcome":"' || outcome || '","sealed":null,"v":1}', 'UTF8') as canonical
    from event)
  insert into audit_event (id, at, actor_kind, actor_id, address, origin, action, outcome, case_id, account_id, canonical, hash)
  select id, at, 'agent', actor, address, origin, action, outcome, case_id, account_id, canonical,
    sha256('\\x00'::bytea || canonical) from written`;
// Far apart in time.
const SOUGHT = `select e.actor_id as "agentId", e.account_id as "accountId", e.case_id as "caseId", e.address, e.at, e.id
  from generate_series(1, 200) n cross join lateral (
    select * from audit_event where at >= now() - $1::interval * (n / 201.0) order by at, id limit 1) e`;

/** Fills a log of so many events over the last twelve months, without leaves: a list looks at none. */
export async function fillEvents(owner: Client, events: number): Promise<readonly Sought[]> {
  const began = performance.now();
  const lasts = `${MONTHS * 30} days`;
  await owner.query(`select audit_prepare_months((now() - $1::interval)::date, ${MONTHS + 2})`, [lasts]);
  await owner.query(AGENTS);
  await withoutIndexes(owner, ['audit_event'], async () => {
    for (let from = 1; from <= events; from += AT_ONCE)
      await owner.query(EVENTS, [from, Math.min(from + AT_ONCE - 1, events), lasts, events]);
  });
  await owner.query('vacuum analyze audit_event');
  await owner.query('checkpoint');
  const { rows } = await owner.query<{ bytes: string }>(
    'select pg_database_size(current_database())::text as bytes',
  );
  const sought = await owner.query<Sought>(SOUGHT, [lasts]);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  const size = (Number(rows[0]?.bytes) / 1e9).toFixed(1);
  console.log(`${events.toLocaleString('en')} events filled in ${seconds} s, ${size} GB with their indexes.`);
  return sought.rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
}
