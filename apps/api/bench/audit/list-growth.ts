import { Client } from 'pg';
import { migrate } from '../../src/platform/database/migrate.ts';
import { letAgentIn } from '../../staged-desk/hire.ts';
import { type Growth, growthReport } from '../measure/growth-report.ts';
import { median } from '../measure/compare.ts';
import type { Caller } from '../measure/load.ts';
import { paced } from '../measure/paced.ts';
import type { Place } from '../place.ts';
import { DESK, serverEnvironment, type ServerProcess, startServer } from '../processes.ts';
import { fillEvents, type Sought } from './fill-events.ts';

const SMALL = 100_000;
const MOST = 2;
const PER_SECOND = 20;
const WARM_UP_SECONDS = 2;
const SUPERVISOR = `insert into agent (id, username, name, role, password_hash)
  values (uuidv7(), 'auditor', 'Auditor', 'supervisor', 'none') returning id`;
const FACTOR = `insert into agent_factor (id, agent_id, kind, name, created_at, credential_id, public_key, counter)
  values (uuidv7(), $1, 'passkey', 'Bench', now(), '\\x00', '', 0)`;

type Query = { readonly filter: object; readonly range?: readonly [number, number] };
type Size = {
  readonly events: number;
  readonly server: ServerProcess;
  readonly cookie: string;
  readonly sought: readonly Sought[];
};
type Options = { readonly listed: number; readonly rounds: number; readonly seconds: number };

/** What a supervisor asks of the log, each by what is there: filters alone and together, and places far down. */
const LISTS: Readonly<Record<string, (sought: Sought) => Query>> = {
  'the newest': () => ({ filter: {} }),
  'from a place on, anywhere': ({ at, id }) => ({ filter: { before: { at, id } } }),
  'forward from a time, anywhere': ({ at }) => ({ filter: { after: { at } } }),
  'the 40th page': () => ({ filter: {}, range: [975, 999] }),
  'of a case': ({ caseId }) => ({ filter: { caseId } }),
  'of an account': ({ accountId }) => ({ filter: { accountId } }),
  'of an account, searches': ({ accountId }) => ({ filter: { accountId, action: 'accounts.' } }),
  'of an agent': ({ agentId }) => ({ filter: { agentId } }),
  'of an agent, from a place on': ({ agentId, at, id }) => ({ filter: { agentId, before: { at, id } } }),
  'of an agent, one action': ({ agentId }) => ({ filter: { agentId, action: 'identifier.email-requested' } }),
  'of agents, two actions': ({ agentId, caseId }) => ({
    // The second one is nobody.
    filter: { agentIds: [agentId, caseId], actions: ['credential.reset-sent', 'challenge.sent'] },
  }),
  'of an agent, refused': ({ agentId }) => ({ filter: { agentId, outcome: 'refused' } }),
  'one action': () => ({ filter: { action: 'credential.reset-sent' } }),
  'one action, from a place on': ({ at, id }) => ({ filter: { action: 'evidence.', before: { at, id } } }),
  'refused, from a place on': ({ at, id }) => ({ filter: { outcome: 'refused', before: { at, id } } }),
  'from an address': ({ address }) => ({ filter: { address } }),
  'from an address, one action': ({ address }) => ({ filter: { address, action: 'credential.reset-sent' } }),
  'of an origin, one action': () => ({ filter: { origin: 'portal', action: 'account.viewed' } }),
  'an agent’s day': ({ agentId, at }) => ({
    filter: { agentId, from: at, to: new Date(Date.parse(at) + 86_400_000).toISOString() },
  }),
};

/** Compares the time of each list at the larger size with that at 100,000 events. Answers whether none takes too long. */
export async function measureListGrowth(place: Place, options: Options): Promise<boolean> {
  const sizes: Size[] = [];
  for (const events of [Math.min(SMALL, Math.floor(options.listed / 2)), options.listed])
    sizes.push(await open(place, events));
  const growths: Growth[] = [];
  for (const [name, ask] of Object.entries(LISTS)) {
    for (const size of sizes) await times(size, ask, WARM_UP_SECONDS);
    const medians: number[][] = sizes.map(() => []);
    for (let round = 0; round < options.rounds; round++)
      for (const [at, size] of sizes.entries())
        medians[at]?.push(median(await times(size, ask, options.seconds)));
    const figures = medians.map(median);
    const [first = Number.NaN, last = Number.NaN] = figures;
    console.log(`${name}: ${figures.map((figure) => figure.toFixed(2)).join(', ')} ms`);
    growths.push({ name, figures, growth: last / first });
  }
  for (const { server } of sizes) await server.stop();
  const counts = sizes.map(({ events }) => events);
  console.log(growthReport(`median ms at ${PER_SECOND} requests/s`, 'events', counts, growths, MOST));
  return growths.every(({ growth }) => growth <= MOST);
}

async function open(place: Place, events: number): Promise<Size> {
  const url = await place.postgres.createDatabase(`bench_list_${events}`);
  await migrate(url, place.masterKey);
  const owner = new Client({ connectionString: url });
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    const sought = await fillEvents(owner, events);
    const db = {
      sql: async (text: string, values?: unknown[]) => (await owner.query<object>(text, values)).rows,
    };
    const { rows } = await owner.query<{ id: string }>(SUPERVISOR);
    const id = rows[0]?.id ?? '';
    await owner.query(FACTOR, [id]);
    const cookie = await letAgentIn(db, id);
    const server = await startServer(DESK, serverEnvironment(place, url), place.folder);
    return { events, server, cookie, sought };
  } finally {
    await owner.end();
  }
}

function times(
  { server, cookie, sought }: Size,
  ask: (one: Sought) => Query,
  seconds: number,
): Promise<number[]> {
  let at = 0;
  const caller: Caller = {
    cookie,
    next: () => {
      // A prime, so that neighbours do not follow each other.
      at = (at + 79) % sought.length;
      const one = sought[at];
      if (!one) throw new Error('There is nothing to look for.');
      const { filter, range = [0, 24] } = ask(one);
      const asked = new URLSearchParams({ filter: JSON.stringify(filter), range: JSON.stringify(range) });
      return { method: 'GET', path: `/api/audit-events?${asked.toString()}` };
    },
  };
  return paced(server.url, [caller], { perSecond: PER_SECOND, seconds });
}
