import type { AuditQuery } from '@relink/contract';
import { AUDIT_ACTIONS } from '@relink/domain';

/** What a list of events is narrowed by. */
export type AuditFilter = NonNullable<AuditQuery['filter']>;
export type AuditSort = NonNullable<AuditQuery['sort']>;
/** A place in the log, in the order of time. */
export type Place = { readonly at: Date | string; readonly id: string };

/** A filter as parts of a statement: everything of it is a parameter. */
export type Search = {
  /**
   * What an index leads to, one branch after another, each in the order of time and no longer than `limit` allows:
   * `select … from <all branches> e`.
   */
  readonly branches: (columns: string, direction: 'ASC' | 'DESC', limit: string) => string;
  /** The conditions alone, for the planner to estimate. */
  readonly where: string;
  readonly values: readonly unknown[];
  /** Among how many branches the work is shared. */
  readonly width: number;
  /** Whether something is asked for that no index leads to: then the search looks at so many events and no more. */
  readonly beyondIndex: boolean;
};

const HIGHEST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const LOWEST_ID = '00000000-0000-0000-0000-000000000000';

/** A column that an index begins with, and the values asked for. */
type Led = { readonly column: string; readonly type: 'uuid' | 'text'; readonly values: readonly string[] };

/**
 * A filter as conditions and the index that leads to its rows: the narrowest of what is asked for. Each value of it is a
 * short walk of its own along that index, which ends with the page. Said as "not below and not above", in the order of the
 * whole index, no other index serves it: the planner, who knows how many events a value has but not how long ago they
 * were, would else walk along the time and find the value nowhere.
 */
export function searchFor(filter: AuditFilter, accountIds: readonly string[], horizon?: Horizon): Search {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => {
    values.push(value);
    return `$${String(values.length)}`;
  };
  const asked = columnsOf(filter, accountIds);
  const driver = driverOf(asked, filter);
  const times = timesOf(filter, horizon, parameter);
  const ids = filter.id === undefined ? [] : [`id = any(${parameter([filter.id].flat())}::uuid[])`];
  // As a constant, so that the planner knows that the index of refusals serves it.
  const outcome = filter.outcome === undefined ? [] : [`outcome = '${filter.outcome}'`];
  const named = new Map(
    asked.map(({ column, type, values: any }) => [column, `${parameter(any)}::${type}[]`] as const),
  );
  const equal = (column: string) => `${column} = any(${named.get(column) ?? ''})`;
  const led = driver.map(({ column }) => column);
  const walked = led.flatMap((column, nth) =>
    (nth === led.length - 1 ? ['>=', '<='] : ['=']).map((is) => `${column} ${is} d${String(nth)}.v`),
  );
  const filtered = asked.filter(({ column }) => !led.includes(column)).map(({ column }) => equal(column));
  const from = led
    .map((column, nth) => `unnest(${named.get(column) ?? ''}) d${String(nth)}(v) cross join`)
    .join(' ');
  return {
    branches: (selected, direction, limit) => {
      const order = [...led, 'at', 'id'].map((column) => `${column} ${direction}`).join(', ');
      const where = whereOf([...walked, ...filtered, ...ids, ...outcome, ...times]);
      return `${from} lateral (select ${selected} from audit_event ${where} order by ${order} ${limit}) e`.trimStart();
    },
    where: whereOf([...asked.map(({ column }) => equal(column)), ...ids, ...outcome, ...times]),
    values,
    width: Math.max(
      driver.reduce((width, { values: any }) => width * any.length, 1),
      1,
    ),
    beyondIndex: isBeyondIndex(filter, driver, filtered.length),
  };
}

/** All that is asked for but the time, the outcome and the event itself. */
function columnsOf(filter: AuditFilter, accountIds: readonly string[]): Led[] {
  const agents = filter.agentIds ?? (filter.agentId === undefined ? undefined : [filter.agentId]);
  const all: (readonly [string, Led['type'], readonly string[] | undefined])[] = [
    ['case_id', 'uuid', filter.caseId === undefined ? undefined : [filter.caseId]],
    ['account_id', 'uuid', accountIds.length > 0 ? accountIds : undefined],
    ['actor_id', 'uuid', agents],
    ['action', 'text', actionsOf(filter)],
    ['address', 'text', filter.address === undefined ? undefined : [filter.address]],
    ['origin', 'text', filter.origin === undefined ? undefined : [filter.origin]],
  ];
  return all.flatMap(([column, type, values]) => (values === undefined ? [] : [{ column, type, values }]));
}

/**
 * The first of them in the order above, which is that of how few events each leaves; the actions of an agent, and those
 * from an address, are one index.
 */
function driverOf(asked: readonly Led[], { id, outcome }: AuditFilter): readonly Led[] {
  const [first, second] = asked;
  if (id !== undefined || first === undefined) return [];
  if (second === undefined || outcome === 'refused') return [first];
  if (first.column === 'actor_id' && second.column === 'action') return [first, second];
  return first.column === 'action' && second.column === 'address' ? [second, first] : [first];
}

/** A case or an account has so many events that all of them can be looked at. */
function isBeyondIndex(filter: AuditFilter, driver: readonly Led[], filtered: number): boolean {
  if (filter.id !== undefined || driver.some(({ column }) => /^(case|account)_id$/.test(column)))
    return false;
  const [first] = driver;
  const refused = filter.outcome === 'refused';
  // Refusals are indexed by time, agent and action.
  const unled = filter.outcome === 'done' || (refused && /^(address|origin)$/.test(first?.column ?? ''));
  return filtered > 0 || unled;
}

function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
}

/** The same filter without what no index leads to: what a search looks at to find the rest among. */
export function indexedPartOf(filter: AuditFilter): AuditFilter {
  const { agentId, agentIds, action, actions, address, origin, outcome, ...rest } = filter;
  const refused = outcome === 'refused' && { outcome };
  if (agentId !== undefined || agentIds !== undefined) {
    const agents = { ...(agentId !== undefined && { agentId }), ...(agentIds && { agentIds }) };
    // Refusals of an agent are few, whatever they were of.
    if (refused) return { ...rest, ...agents, ...refused };
    return { ...rest, ...agents, ...(action !== undefined && { action }), ...(actions && { actions }) };
  }
  if (action !== undefined || actions !== undefined) {
    const named = { ...rest, ...(action !== undefined && { action }), ...(actions && { actions }) };
    return refused ? { ...named, outcome } : { ...named, ...(address !== undefined && { address }) };
  }
  if (address !== undefined) return { ...rest, address };
  return origin === undefined ? { ...rest, ...refused } : { ...rest, origin };
}

/** How far a search looks: no further than this place, in the direction that it goes. */
export type Horizon = { readonly newerThan: Place } | { readonly olderThan: Place };

function timesOf(
  filter: AuditFilter,
  horizon: Horizon | undefined,
  parameter: (value: unknown) => string,
): string[] {
  const row = (operator: string, at: Date | string, id: string) => {
    const time = `${parameter(at)}::timestamptz`;
    // The time on its own as well: a comparison of pairs leaves out no month.
    return `at ${operator.slice(0, 1)}= ${time} and (at, id) ${operator} (${time}, ${parameter(id)}::uuid)`;
  };
  return [
    ...(filter.from === undefined ? [] : [`at >= ${parameter(filter.from)}::timestamptz`]),
    ...(filter.to === undefined ? [] : [`at < ${parameter(filter.to)}::timestamptz`]),
    ...(filter.before === undefined ? [] : [row('<', filter.before.at, filter.before.id ?? LOWEST_ID)]),
    ...(filter.after === undefined ? [] : [row('>', filter.after.at, filter.after.id ?? HIGHEST_ID)]),
    ...(horizon === undefined
      ? []
      : 'newerThan' in horizon
        ? [row('>=', horizon.newerThan.at, horizon.newerThan.id)]
        : [row('<=', horizon.olderThan.at, horizon.olderThan.id)]),
  ];
}

/** The names that are asked for. The log writes no others than these, so what one begins with is a list of them. */
function actionsOf({ action, actions }: AuditFilter): readonly string[] | undefined {
  if (action === undefined) return actions;
  const begun = AUDIT_ACTIONS.filter((name) => name.startsWith(action));
  return actions === undefined ? begun : begun.filter((name) => actions.includes(name));
}
