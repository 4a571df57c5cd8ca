import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../src/platform/database/migrate.ts';
import { fillDesk } from '../data/fill-desk.ts';
import type { BenchAgent, BenchCase } from '../data/open-cases.ts';
import { MOST_LOOKS } from '../data/room-to-look.ts';
import { type Comparison, inTurn, median, ratiosOf } from '../measure/compare.ts';
import { type Caller, load } from '../measure/load.ts';
import { report } from '../measure/report.ts';
import type { Place } from '../place.ts';
import { serverEnvironment, type ServerProcess, startServer } from '../processes.ts';

const LEAST = 0.85;
/** Each has an open case: a shop of fewer than twice ten thousand leaves none closed. */
const ACCOUNTS = 14_000;
const WARM_UP_SECONDS = 3;

const FILE = new URL('./desk.js', import.meta.url);
const VERIFY_ALL = [
  `insert into evidence_round (id, case_id, account_id, agent_id, at, kinds, enough, after_failure, policy_version,
     results_sealed)
   select uuidv7(), id, account_id, agent_id, at, '{last_order,full_name}', true, false, 1, ''
     from bench_case where open and not verified`,
  `insert into challenge (id, reference, purpose, account_id, case_id, destination, proves, method, tries_left,
     created_at, expires_at, used_at, requested_by)
   select uuidv7(), 'MORE-' || n, 'evidence', account_id, c.id, a.phone, 'linked_phone', 'sms', 2, at,
     at + interval '10 minutes', at, agent_id from bench_case c join bench_account a using (n) where open and not verified`,
];
const SEQUENCED = `select not exists (select from audit_event e where not exists (
  select from audit_leaf l where l.event_id = e.id)) as all`;

type Options = { readonly rounds: number; readonly seconds: number; readonly connections: number };

/**
 * Asks for e-mail reassignments of the desk as it is, while its sequencer runs in a process of its own, and in turn of the
 * same desk with nothing written into the log and no sequencer. Answers whether the first keeps enough of the second's
 * throughput.
 */
export async function measureReassigning(place: Place, options: Options): Promise<boolean> {
  const { rounds, seconds, connections } = options;
  const url = await place.postgres.createDatabase('bench_reassign');
  await migrate(url, place.masterKey);
  const owner = new Client({ connectionString: url });
  await owner.connect();
  const env = { ...serverEnvironment(place, url), AUDIT_WITNESS: join(place.folder, 'reassigned.txt') };
  const start = (part: string) => startServer({ file: FILE, args: [part] }, env, place.folder);
  const servers: ServerProcess[] = [];
  try {
    const { agents, cases } = await verifiedDesk(owner, connections);
    const [withLog, without] = [await start('serve'), await start('serve-without')];
    servers.push(withLog, without);
    const [ours, floors] = halves(agents, cases);
    const desk = async (): Promise<number> => {
      const sequencer = await start('sequence');
      try {
        return (await load(withLog.url, ours, seconds)).perSecond;
      } finally {
        await allSequenced(owner);
        await sequencer.stop();
      }
    };
    const floor = async () => (await load(without.url, floors, seconds)).perSecond;
    await load(withLog.url, ours, WARM_UP_SECONDS);
    await load(without.url, floors, WARM_UP_SECONDS);
    const figures = await inTurn(rounds, desk, floor);
    const comparison: Comparison = {
      ...{ name: 'reassignment, with its events and the sequencer', unit: 'changes/s', target: LEAST },
      ...figures,
    };
    console.log(`\n${report([comparison])}`);
    return median(ratiosOf(comparison)) >= LEAST;
  } finally {
    for (const server of servers) await server.stop();
    await owner.end();
  }
}

async function verifiedDesk(owner: Client, connections: number) {
  const desk = await fillDesk(owner, ACCOUNTS, connections);
  for (const statement of VERIFY_ALL) await owner.query(statement);
  const room = { agentChanges: { accountsPerHour: MOST_LOOKS, accountsPerDay: MOST_LOOKS } };
  await owner.query('update policy set numbers = numbers || $1::jsonb', [JSON.stringify(room)]);
  return desk;
}

/** What a round recorded is the next one's no more. */
async function allSequenced(owner: Client): Promise<void> {
  for (;;) {
    const { rows } = await owner.query<{ all: boolean }>(SEQUENCED);
    if (rows[0]?.all === true) return;
  }
}

/** Each side has cases of its own: an account can be asked for once. */
function halves(agents: readonly BenchAgent[], cases: readonly BenchCase[]): [Caller[], Caller[]] {
  const side = (half: number) =>
    agents.map(({ id, cookie }) => {
      const own = cases.filter((one) => one.agentId === id).filter((_, at) => at % 2 === half);
      return { cookie, next: () => reassignment(own.shift()) };
    });
  return [side(0), side(1)];
}

function reassignment(one: BenchCase | undefined) {
  if (!one) throw new Error('There are no cases left: measure fewer rounds or seconds.');
  return {
    method: 'POST' as const,
    path: `/api/cases/${one.caseId}/email-reassignments`,
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ accountId: one.accountId, email: `new.${one.accountId}@mail.example` }),
  };
}
