import type { AuditQuery } from '@relink/contract';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';
import type { Page } from '../../platform/http/list.ts';

/** What a list of events is narrowed by. */
export type AuditFilter = NonNullable<AuditQuery['filter']>;
export type AuditSort = NonNullable<AuditQuery['sort']>;

/** An event as stored, with the names of who and what it is about. */
export type StoredEvent = {
  readonly canonical: Buffer;
  readonly hash: Buffer;
  readonly actorName: string | null;
  readonly caseReference: string | null;
};

/** A list longer than this says about how many there are. */
const COUNTED = 10_000;

// Each sort is the order of an index, so that a page reads no more than it skips and shows.
const ORDERS: Readonly<Record<AuditSort[0], Record<AuditSort[1], string>>> = {
  at: { ASC: 'e.at, e.id', DESC: 'e.at desc, e.id desc' },
  id: { ASC: 'e.id', DESC: 'e.id desc' },
};

/** One page of the events that a filter leaves. */
export function findEvents(
  executor: Executor,
  filter: AuditFilter,
  [field, order]: AuditSort,
  page: Page,
): Promise<StoredEvent[]> {
  const { where, values } = conditionOf(filter);
  const ordered = ORDERS[field][order];
  return runSql<StoredEvent>(
    executor,
    `select e.canonical, e.hash, a.name as "actorName", c.reference as "caseReference"
       from (select id, at, actor_kind, actor_id, case_id, canonical, hash from audit_event e ${where}
              order by ${ordered} offset ${String(page.offset)} limit ${String(page.limit)}) e
       left join agent a on a.id = e.actor_id and e.actor_kind = 'agent'
       left join recovery_case c on c.id = e.case_id
      order by ${ordered}`,
    values,
  );
}

/** How many events a filter leaves: counted up to a bound, beyond it what the planner thinks. */
export async function countEvents(executor: Executor, filter: AuditFilter): Promise<number> {
  const { where, values } = conditionOf(filter);
  const [counted] = await runSql<{ count: string }>(
    executor,
    `select count(*) from (select from audit_event ${where} limit ${String(COUNTED + 1)}) e`,
    values,
  );
  const count = Number(counted?.count ?? 0);
  if (count <= COUNTED) return count;
  const [plan] = await runSql<{ 'QUERY PLAN': readonly { Plan: { 'Plan Rows': number } }[] }>(
    executor,
    `explain (format json) select from audit_event ${where}`,
    values,
  );
  return Math.max(count, plan?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0);
}

/** Parameters all the way: nothing of a filter becomes part of the statement. */
function conditionOf(filter: AuditFilter): { where: string; values: unknown[] } {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const add = (condition: (parameter: string) => string, value: unknown) => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition(`$${String(values.length)}`));
  };
  add((p) => `id = any(${p}::uuid[])`, typeof filter.id === 'string' ? [filter.id] : filter.id);
  add((p) => `actor_id = ${p}::uuid`, filter.agentId);
  add((p) => `action like ${p}`, filter.action?.replace(/[\\%_]/g, '\\$&').concat('%'));
  add((p) => `case_id = ${p}::uuid`, filter.caseId);
  add((p) => `account_id = ${p}::uuid`, filter.accountId);
  add((p) => `at >= ${p}::timestamptz`, filter.from);
  add((p) => `at < ${p}::timestamptz`, filter.to);
  return { where: conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`, values };
}
