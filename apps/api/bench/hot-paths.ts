import { Client } from 'pg';
import { type BenchDesk, fillDesk } from './data/fill-desk.ts';
import { type Comparison, inTurn } from './measure/compare.ts';
import { describePages, pagesTouched } from './measure/explain.ts';
import { load } from './measure/load.ts';
import type { BenchOptions } from './options.ts';
import type { Place } from './place.ts';
import { DESK, FLOOR, serverEnvironment, startServer } from './processes.ts';
import { type Scenario, scenarios } from './scenarios.ts';

/** Before the first round: the compiler of Node and the caches of PostgreSQL have seen the path by then. */
const WARM_UP_SECONDS = 5;
const EXPLAINED_CASES = 20;

/** Fills a shop, starts the desk and its floor in processes of their own, and compares them path by path. */
export async function compareHotPaths(place: Place, options: BenchOptions): Promise<Comparison[]> {
  const { agents, cases } = await filled(place, options);
  const env = serverEnvironment(place, place.postgres.url);
  const wanted = scenarios(agents, cases).filter(({ name }) => name.startsWith(options.only));
  const desk = await startServer(DESK, env, place.folder);
  const floor = await startServer(FLOOR, env, place.folder);
  const comparisons: Comparison[] = [];
  for (const scenario of wanted) comparisons.push(await compare(scenario, options, desk.url, floor.url));
  await desk.stop();
  await floor.stop();
  return comparisons;
}

async function filled({ postgres }: Place, { accounts, connections }: BenchOptions): Promise<BenchDesk> {
  const owner = new Client({ connectionString: postgres.url });
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    const desk = await fillDesk(owner, accounts, connections);
    console.log(describePages(await pagesTouched(owner, desk.cases.slice(0, EXPLAINED_CASES))));
    return desk;
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
