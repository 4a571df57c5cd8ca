import { type Executor, runSql } from '../../platform/database/named-statement.ts';
import type { Page } from '../../platform/http/list.ts';
import {
  type AuditFilter,
  type AuditSort,
  type Horizon,
  indexedPartOf,
  type Place,
  searchFor,
} from './event-search.ts';

/** An event as stored, with the names of who and what it is about. */
export type StoredEvent = {
  readonly id: string;
  readonly at: Date;
  readonly canonical: Buffer;
  readonly hash: Buffer;
  readonly actorName: string | null;
  readonly caseReference: string | null;
};

/** A list longer than this says about how many there are. */
const COUNTED = 10_000;
/** What no index leads to is looked for among so many events; the next search goes on behind them. */
const LOOKED_AT = 20_000;

// The order of every index of the log, so that a page reads no more than it skips and shows. Ids are made in the order of
// time (UUID version 7): by id is the same.
const ORDERS: Readonly<Record<AuditSort[1], string>> = {
  ASC: 'e.at, e.id',
  DESC: 'e.at desc, e.id desc',
};
const COLUMNS = 'id, at, actor_kind, actor_id, case_id, canonical, hash';

/** A statement with its parameters. */
export type Statement = { readonly text: string; readonly values: readonly unknown[] };

/** Which way a page is read: behind `after` come the nearest first, whatever order they are shown in. */
function readingOrder(filter: AuditFilter, [, order]: AuditSort): AuditSort[1] {
  return filter.after !== undefined && filter.before === undefined ? 'ASC' : order;
}

/** One page of the events that a filter leaves. */
export function pageStatement(
  filter: AuditFilter,
  accountIds: readonly string[],
  sort: AuditSort,
  page: Page,
  horizon?: Horizon,
): Statement {
  const search = searchFor(filter, accountIds, horizon);
  const read = readingOrder(filter, sort);
  const shown = ORDERS[sort[1]];
  const most = String(page.offset + page.limit);
  return {
    text: `select e.id, e.at, e.canonical, e.hash, a.name as "actorName", c.reference as "caseReference"
       from (select e.* from ${search.branches(COLUMNS, read, `limit ${most}`)}
              order by ${ORDERS[read]} offset ${String(page.offset)} limit ${String(page.limit)}) e
       left join agent a on a.id = e.actor_id and e.actor_kind = 'agent'
       left join recovery_case c on c.id = e.case_id
      order by ${shown}`,
    values: search.values,
  };
}

/** One page of the events that a filter leaves. */
export function findEvents(
  executor: Executor,
  ...asked: Parameters<typeof pageStatement>
): Promise<StoredEvent[]> {
  const { text, values } = pageStatement(...asked);
  return runSql<StoredEvent>(executor, text, values);
}

/**
 * The next events of a stretch, the oldest first. Those that are not among the first `size` leaves of the log have no
 * `seq`: they ended after a transaction that began later.
 */
export function stretchStatement(
  filter: AuditFilter,
  accountIds: readonly string[],
  size: number,
  limit: number,
): Statement {
  const { branches, values } = searchFor(filter, accountIds);
  return {
    text: `select e.at::text as at, e.id, e.canonical, l.seq::float8 as seq, l.leaf_hash as "leafHash"
       from (select e.* from ${branches('at, id, canonical', 'ASC', `limit ${String(limit)}`)}
              order by e.at, e.id limit ${String(limit)}) e
       left join audit_leaf l on l.event_id = e.id and l.seq < $${String(values.length + 1)}::bigint
      order by e.at, e.id`,
    values: [...values, size],
  };
}

/**
 * How far a search looks that an index cannot serve alone, so that its cost does not grow with the log: the place of the
 * last event looked at; undefined where it looks at all of them.
 */
export async function horizonOf(
  executor: Executor,
  filter: AuditFilter,
  accountIds: readonly string[],
  sort: AuditSort,
): Promise<{ horizon: Horizon; at: Place } | undefined> {
  if (!searchFor(filter, accountIds).beyondIndex) return undefined;
  const search = searchFor(indexedPartOf(filter), accountIds);
  const read = readingOrder(filter, sort);
  const back = read === 'DESC';
  const share = Math.floor(LOOKED_AT / search.width);
  const [last] = await runSql<{ at: Date; id: string }>(
    executor,
    // The nearest of what each branch ends at: up to there the search has seen all of them.
    `select e.at, e.id from ${search.branches('at, id', read, `offset ${String(share)} limit 1`)}
      order by ${ORDERS[read]} limit 1`,
    search.values,
  );
  if (last === undefined) return undefined;
  return { horizon: back ? { newerThan: last } : { olderThan: last }, at: last };
}

/** How many events a filter leaves: counted up to a bound, beyond it what the planner thinks. */
export async function countEvents(
  executor: Executor,
  filter: AuditFilter,
  accountIds: readonly string[],
  horizon?: Horizon,
): Promise<number> {
  const search = searchFor(filter, accountIds, horizon);
  const most = String(COUNTED + 1);
  const [counted] = await runSql<{ count: string }>(
    executor,
    `select count(*) from (select from ${search.branches('id', 'DESC', `limit ${most}`)} limit ${most}) e`,
    search.values,
  );
  const count = Number(counted?.count ?? 0);
  if (count <= COUNTED) return count;
  const [plan] = await runSql<{ 'QUERY PLAN': readonly { Plan: { 'Plan Rows': number } }[] }>(
    executor,
    `explain (format json) select from audit_event ${search.where}`,
    search.values,
  );
  return Math.max(count, plan?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0);
}

/**
 * An account and all that it was merged with: its survivor, and whoever else was merged into that. In id order, so that
 * the same accounts are the same search.
 */
export async function mergedFamily(executor: Executor, accountId: string): Promise<string[]> {
  const rows = await runSql<{ id: string }>(
    executor,
    `with recursive up as (
       select id, merged_into, 0 as step from account where id = $1
       union all select a.id, a.merged_into, step + 1 from account a join up on a.id = up.merged_into where step < 50
     ), family as (
       (select id from up order by step desc limit 1)
       union select a.id from account a join family f on a.merged_into = f.id
     ) select id from family union select $1::uuid order by id limit 50`,
    [accountId],
  );
  return rows.map(({ id }) => id);
}
