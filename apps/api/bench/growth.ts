import { Client } from 'pg';
import { migrate } from '../src/platform/database/migrate.ts';
import { type BenchDesk, fillDesk } from './data/fill-desk.ts';
import { median } from './measure/compare.ts';
import { pagesTouched, type Touched } from './measure/explain.ts';
import { type Growth, growthReport } from './measure/growth-report.ts';
import { paced } from './measure/paced.ts';
import { machine } from './measure/machine.ts';
import { type BenchOptions, isWanted } from './options.ts';
import type { Place } from './place.ts';
import { DESK, serverEnvironment, type ServerProcess, startServer } from './processes.ts';
import { scenarios, type Scenario, watchedScenarios } from './scenarios.ts';

/** How much of the largest shop the others are. */
const SIZES = [0.01, 0.1, 1];
/** The most that anything may grow by from the smallest shop to the largest, which has a hundred times as much. */
const MOST_GROWTH = 2;
const EXPLAINED_CASES = 200;
const PER_SECOND = 50;
const WARM_UP_SECONDS = 2;

type Shop = BenchDesk & {
  readonly accounts: number;
  readonly touched: readonly Touched[];
  readonly server: ServerProcess;
};

/**
 * Fills three desks that differ in nothing but their shop's size and measures each path at a fixed rate, the sizes in
 * turn. Throws where pages or median time grow by more than twice from the smallest shop to the largest.
 */
export async function measureGrowth(place: Place, options: BenchOptions): Promise<void> {
  const shops: Shop[] = [];
  for (const part of SIZES) shops.push(await open(place, Math.round(options.accounts * part), options));
  const sizes = shops.map(({ accounts }) => accounts);
  const pages = pagesGrowth(shops);
  console.log(growthReport('pages of each statement (EXPLAIN, mean)', 'accounts', sizes, pages, MOST_GROWTH));
  const times = await timesGrowth(shops, options);
  for (const { server } of shops) await server.stop();
  console.log(growthReport(`median ms at ${PER_SECOND} requests/s`, 'accounts', sizes, times, MOST_GROWTH));
  const grown = [...pages, ...times].filter(({ growth }) => growth > MOST_GROWTH).map(({ name }) => name);
  console.log(`\n${machine(options)}`);
  if (grown.length > 0) throw new Error(`More than ${MOST_GROWTH} times as much: ${grown.join('; ')}.`);
}

async function open(place: Place, accounts: number, { connections }: BenchOptions): Promise<Shop> {
  const url = await place.postgres.createDatabase(`bench_${accounts}`);
  await migrate(url, place.masterKey);
  const owner = new Client({ connectionString: url });
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    const desk = await fillDesk(owner, accounts, connections);
    const touched = await pagesTouched(owner, spread(desk.cases, EXPLAINED_CASES));
    const server = await startServer(DESK, serverEnvironment(place, url), place.folder);
    return { ...desk, accounts, touched, server };
  } finally {
    await owner.end();
  }
}

/** So many of them, as far apart as they can be. */
function spread<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.floor(all.length / most));
  return all.filter((_, at) => at % step === 0).slice(0, most);
}

function pagesGrowth(shops: readonly Shop[]): Growth[] {
  const [first] = shops;
  return (first?.touched ?? []).map(({ path, statement }) => {
    const figures = shops.map(
      ({ touched }) =>
        touched.find((one) => one.path === path && one.statement === statement)?.pages ?? Number.NaN,
    );
    return growthOf(`${path}: ${statement}`, figures);
  });
}

async function timesGrowth(shops: readonly Shop[], options: BenchOptions): Promise<Growth[]> {
  const { rounds, seconds } = options;
  const paths = shops.map(({ agents, cases, server }) => ({
    server,
    scenarios: [...scenarios(agents, cases), ...watchedScenarios(agents, cases)],
  }));
  const names = (paths[0]?.scenarios ?? []).map(({ name }) => name).filter((name) => isWanted(options, name));
  const growths: Growth[] = [];
  for (const name of names) {
    const sides = paths.map(({ server, scenarios: all }) => ({ server, scenario: named(all, name) }));
    for (const { server, scenario } of sides) await timesOf(server, scenario, WARM_UP_SECONDS);
    const medians: number[][] = sides.map(() => []);
    for (let round = 0; round < rounds; round++)
      for (const [at, { server, scenario }] of sides.entries())
        medians[at]?.push(median(await timesOf(server, scenario, seconds)));
    const growth = growthOf(name, medians.map(median));
    console.log(`${name}: ${growth.figures.map((figure) => figure.toFixed(2)).join(', ')} ms`);
    growths.push(growth);
  }
  return growths;
}

function timesOf({ url }: ServerProcess, { callers }: Scenario, seconds: number): Promise<number[]> {
  return paced(url, callers, { perSecond: PER_SECOND, seconds });
}

function named(all: readonly Scenario[], name: string): Scenario {
  const found = all.find((one) => one.name === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
}

function growthOf(name: string, figures: readonly number[]): Growth {
  const [first = Number.NaN] = figures;
  const last = figures.at(-1) ?? Number.NaN;
  return { name, figures, growth: first === last ? 1 : last / first };
}
