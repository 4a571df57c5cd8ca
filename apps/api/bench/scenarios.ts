import { randomUUID } from 'node:crypto';
import { postcodeKey, romanisedName } from '@relink/domain';
import type { BenchAgent, BenchCase } from './data/open-cases.ts';
import type { Caller, LoadRequest } from './measure/load.ts';

/** One hot path, as the callers that put it under load. */
export type Scenario = {
  readonly name: string;
  readonly unit: string;
  /** Of the floor's throughput. */
  readonly target: number;
  readonly callers: readonly Caller[];
};

/** Of the floor's throughput, for search, account page and evidence round. */
const TARGET = 0.6;

/** The hot paths of DESIGN, Speed, each with a caller per agent. */
export function scenarios(agents: readonly BenchAgent[], cases: readonly BenchCase[]): Scenario[] {
  const path = pathsOf(agents, cases);
  return [
    path('search by e-mail', 'searches/s', ({ email }) => search(email)),
    path('search by phone', 'searches/s', ({ phone }) => search(asSaid(phone))),
    path(
      'account page',
      'pages/s',
      ({ accountId, caseId }) => get(`/api/accounts/${accountId}?caseId=${caseId}`),
      true,
    ),
    path('evidence round', 'rounds/s', evidence, false),
    // Last: a name that was searched by is no evidence afterwards.
    path('search by name', 'searches/s', ({ fullName, postcode }) =>
      search(romanisedName(fullName), postcode),
    ),
  ];
}

/** What else an agent waits for all day. It has no floor; what counts is that it does not grow with the shop. */
export function watchedScenarios(agents: readonly BenchAgent[], cases: readonly BenchCase[]): Scenario[] {
  const path = pathsOf(agents, cases);
  const midnight = new Date();
  midnight.setUTCHours(0, 0, 0, 0);
  const mine = encodeURIComponent(JSON.stringify({ mine: true, state: ['open'] }));
  return [
    path('search by order number', 'searches/s', ({ orderNumber }) => search(orderNumber)),
    path('search by last name', 'searches/s', ({ fullName, postcode }) =>
      search(lastOf(romanisedName(fullName)), postcode),
    ),
    path('search by a name with a slip', 'searches/s', ({ fullName, postcode }) =>
      search(slipped(romanisedName(fullName)), postcode),
    ),
    path('case view', 'cases/s', ({ caseId }) => get(`/api/cases/${caseId}`)),
    path('list of my cases', 'lists/s', () => get(`/api/cases?filter=${mine}`)),
    path('list of accounts', 'lists/s', () => get('/api/accounts')),
    path('home page', 'pages/s', () => get(`/api/home?since=${midnight.toISOString()}`)),
  ];
}

function pathsOf(agents: readonly BenchAgent[], cases: readonly BenchCase[]) {
  return (
    name: string,
    unit: string,
    ofCase: (one: BenchCase) => LoadRequest,
    verified?: boolean,
  ): Scenario => ({
    name,
    unit,
    target: TARGET,
    callers: agents.map(({ id, cookie }) => {
      const own = cases.filter(
        (one) => one.agentId === id && (verified === undefined || one.verified === verified),
      );
      if (own.length === 0) throw new Error('There are too few accounts for so many connections.');
      return { cookie, next: inOrder(own, ofCase) };
    }),
  });
}

function get(path: string): LoadRequest {
  return { method: 'GET', path };
}

function search(q: string, postcode?: string): LoadRequest {
  return get(
    `/api/accounts?filter=${encodeURIComponent(JSON.stringify({ q, ...(postcode && { postcode: postcodeKey(postcode) }) }))}`,
  );
}

function evidence({ caseId, accountId, ...said }: BenchCase): LoadRequest {
  const answers = [
    { kind: 'last_order', orderNumber: said.orderNumber },
    { kind: 'shipping_address', street: said.street, postcode: said.postcode },
    { kind: 'full_name', fullName: said.fullName },
  ];
  return {
    method: 'POST',
    path: `/api/cases/${caseId}/evidence`,
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ accountId, answers }),
  };
}

/** The cases one after another, in steps that leave no neighbours in PostgreSQL's pages next to each other. */
function inOrder<T>(cases: readonly T[], ofCase: (one: T) => LoadRequest): () => LoadRequest {
  // A prime: with any other number of cases it comes by all of them before any comes again.
  const step = 7919;
  let at = 0;
  return () => {
    at = (at + step) % cases.length;
    const one = cases[at];
    if (one === undefined) throw new Error('There is nothing to go through.');
    return ofCase(one);
  };
}

/** The last word of a name. */
export function lastOf(name: string): string {
  return name.split(' ').at(-1) ?? name;
}

/** A name with a letter too many, as it is typed from hearing. */
export function slipped(name: string): string {
  return `${name.slice(0, -2)}h${name.slice(-2)}`;
}

/** A phone as a caller says it and an agent types it: +91 98000 12345. */
function asSaid(phone: string): string {
  return phone.replace(/^(\+\d\d)(\d{5})/, '$1 $2 ');
}
