import { Client } from 'pg';
import { applicationUrl } from '../src/platform/database/application-role.ts';
import { fillShop } from './data/fill-shop.ts';
import { openCases } from './data/open-cases.ts';
import { type Comparison, inTurn } from './measure/compare.ts';
import { explainStatements } from './measure/explain.ts';
import { load } from './measure/load.ts';
import type { BenchOptions } from './options.ts';
import type { Place } from './place.ts';
import { DESK, FLOOR, startServer } from './processes.ts';
import { type Scenario, scenarios } from './scenarios.ts';

/** Before the first round: the compiler of Node and the caches of PostgreSQL have seen the path by then. */
const WARM_UP_SECONDS = 2;

/** Fills a shop, starts the desk and its floor in processes of their own, and compares them path by path. */
export async function compareHotPaths(
  { postgres, masterKey }: Place,
  options: BenchOptions,
): Promise<Comparison[]> {
  const { agents, cases } = await filled(options, postgres.url);
  const env = {
    NODE_ENV: 'production',
    DATABASE_APP_URL: applicationUrl(postgres.url, masterKey),
    DATABASE_POOL: '16',
    RELINK_MASTER_KEY: masterKey.toString('hex'),
    RELINK_PUBLIC_URL: 'http://127.0.0.1',
  };
  const wanted = scenarios(agents, cases).filter(({ name }) => name.startsWith(options.only));
  const desk = await startServer(DESK, env);
  const floor = await startServer(FLOOR, env);
  const comparisons: Comparison[] = [];
  for (const scenario of wanted) comparisons.push(await compare(scenario, options, desk.url, floor.url));
  await desk.stop();
  await floor.stop();
  return comparisons;
}

async function filled({ accounts, connections }: BenchOptions, ownerUrl: string) {
  const owner = new Client({ connectionString: ownerUrl });
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    const began = performance.now();
    await fillShop(owner, accounts);
    const opened = await openCases(owner, connections);
    console.log(`Filled in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    console.log(await explainStatements(owner, opened.cases));
    return opened;
  } finally {
    await owner.end();
  }
}

async function compare(
  { callers, ...scenario }: Scenario,
  { rounds, seconds }: BenchOptions,
  desk: string,
  floor: string,
): Promise<Comparison> {
  const measured = (url: string, side: string) => async () => {
    const { perSecond, p99 } = await load(url, callers, seconds);
    console.log(`${scenario.name}, ${side}: ${perSecond.toFixed(0)} ${scenario.unit}, p99 ${p99} ms`);
    return perSecond;
  };
  for (const url of [desk, floor]) await load(url, callers, WARM_UP_SECONDS);
  return { ...scenario, ...(await inTurn(rounds, measured(desk, 'desk'), measured(floor, 'floor'))) };
}
