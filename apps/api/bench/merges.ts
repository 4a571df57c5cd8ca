import { isRefusal } from '@relink/domain';
import { Client, Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { createApp } from '../src/create-app.ts';
import { keepPlan } from '../src/features/identifiers/index.ts';
import { ExecuteMerge, PlanStoredMerge } from '../src/features/merges/index.ts';
import { readSettings } from '../src/platform/config/settings.ts';
import { applicationUrl } from '../src/platform/database/application-role.ts';
import { runSql } from '../src/platform/database/named-statement.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { CustomerKeys } from '../src/platform/sealing/customer-keys.ts';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import { fillPair, type PairToMerge } from './data/fill-merges.ts';
import { mergeByHand } from './floor/merge-by-hand.ts';
import { inTurn, median } from './measure/compare.ts';
import { machine } from './measure/machine.ts';
import { markdownTable } from './measure/table.ts';
import type { BenchOptions } from './options.ts';
import type { Place } from './place.ts';

const SIZES = [10, 1_000, 100_000];
const MOST = 1.5;
/** Below it, what every merge writes once outweighs what it moves. */
const COUNTS_FROM = 1_000;

type App = Awaited<ReturnType<typeof createApp>>;
type Row = { readonly orders: number; readonly desk: readonly number[]; readonly floor: readonly number[] };

/**
 * Merges accounts by the desk's worker and by hand-written SQL in turn, each time two accounts of their own, and prints
 * the milliseconds of both. Throws where the median ratio is more than the most.
 */
export async function measureMerges(place: Place, options: BenchOptions): Promise<void> {
  const url = await place.postgres.createDatabase('bench_merges');
  await migrate(url, place.masterKey);
  const owner = new Client({ connectionString: url });
  await owner.connect();
  const appUrl = applicationUrl(url, place.masterKey);
  const settings = readSettings({
    NODE_ENV: 'production',
    RELINK_MASTER_KEY: place.masterKey.toString('hex'),
    RELINK_PUBLIC_URL: 'http://127.0.0.1',
    RELINK_DATA_DIR: place.folder,
  });
  const app = await createApp({ ...settings, appUrl }, { serve: false, work: false });
  const pool = new Pool({ connectionString: appUrl, max: 1 });
  try {
    const rows: Row[] = [];
    for (const orders of SIZES) rows.push(await measure({ app, owner, pool }, orders, options.rounds));
    console.log(`\n${options.rounds} rounds, desk and floor in turn; ${machine(options)}\n`);
    console.log(tableOf(rows));
    const missed = rows.filter((row) => row.orders >= COUNTS_FROM && ratioOf(row) > MOST);
    if (missed.length > 0) throw new Error('A merge takes longer than it may.');
  } finally {
    await app.close();
    await pool.end();
    await owner.end();
  }
}

async function measure(
  { app, owner, pool }: { readonly app: App; readonly owner: Client; readonly pool: Pool },
  orders: number,
  rounds: number,
): Promise<Row> {
  const prepared = async () => {
    const pair = await fillPair(owner, orders);
    const mergeId = await queue(app, pair);
    // Tables are analysed before they are counted on, and written pages are out of the way.
    await owner.query('checkpoint');
    return { pair, mergeId };
  };
  const desk = async () => {
    const { mergeId } = await prepared();
    const [took, outcome] = await timed(() => app.get(ExecuteMerge).run(mergeId));
    if (outcome !== 'done') throw new Error(`The merge was ${outcome}.`);
    await check(owner, mergeId, orders);
    return took;
  };
  const floor = async () => {
    const { pair, mergeId } = await prepared();
    const client = await pool.connect();
    const [took] = await timed(() => mergeByHand(client, mergeId, pair)).finally(() => client.release());
    await check(owner, mergeId, orders);
    return took;
  };
  // The first of each is slow: Node compiles, and PostgreSQL makes the files of its log.
  await desk();
  await floor();
  const figures = await inTurn(rounds, desk, floor);
  console.log(`${orders.toLocaleString('en')} orders merged.`);
  return { orders, ...figures };
}

/** A merge as it stands when the worker takes it up. */
function queue(app: App, { survivorId, otherId }: PairToMerge): Promise<string> {
  return app.get(Transaction).run(async (em, now) => {
    const id = uuidv7();
    const asked = { id, survivorId, otherId, choices: {}, planHash: '' };
    const { plan, policy } = await app.get(PlanStoredMerge).run(em, now, asked, { lock: true });
    if (isRefusal(plan)) throw new Error(`These two cannot be merged: ${plan.code}.`);
    const planHash = await keepPlan(em, now, app.get(CustomerKeys), plan);
    await runSql(
      em,
      `insert into merge (id, realm, survivor_id, other_id, plan_hash, choices, policy_version, state, requested_at)
       values ($1, 'main', $2, $3, $4, '{}', $5, 'queued', $6)`,
      [id, survivorId, otherId, planHash, policy.version, now],
    );
    return id;
  });
}

/** Both did the same. */
async function check(owner: Client, mergeId: string, orders: number): Promise<void> {
  const { rows } = await owner.query<{ orders: number; ledger: number; points: string; told: number }>(
    `select (select count(*)::int from shop_order o where o.account_id = m.survivor_id) as orders,
            (select cardinality(ids) from merge_ledger l where l.merge_id = m.id and l.what = 'orders') as ledger,
            s.loyalty_points as points,
            (select count(*)::int from message t where t.account_id = s.id) as told
       from merge m join account s on s.id = m.survivor_id join account o on o.id = m.other_id
      where m.id = $1 and m.state = 'done' and o.merged_into = s.id`,
    [mergeId],
  );
  const [seen] = rows;
  if (seen?.orders !== orders || seen.ledger !== orders || seen.points !== '2500' || seen.told !== 2)
    throw new Error(`The merge of ${orders} orders came to ${JSON.stringify(seen)}.`);
}

async function timed<T>(work: () => Promise<T>): Promise<[milliseconds: number, result: T]> {
  const began = performance.now();
  const result = await work();
  return [performance.now() - began, result];
}

function ratioOf({ desk, floor }: Row): number {
  return median(desk.map((took, round) => took / (floor[round] ?? Number.NaN)));
}

function tableOf(rows: readonly Row[]): string {
  const ms = (values: readonly number[]) => median(values).toFixed(0);
  return markdownTable([
    ['orders', 'desk ms', 'floor ms', 'ratio', 'target'],
    ...rows.map((row) => {
      const ratio = ratioOf(row);
      const target = row.orders < COUNTS_FROM ? '–' : `${ratio <= MOST ? 'met' : 'MISSED'} (≤ ${MOST})`;
      return [row.orders.toLocaleString('en'), ms(row.desk), ms(row.floor), ratio.toFixed(2), target];
    }),
  ]);
}
