import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@relink/embedded-postgres';
import { Client } from 'pg';
import { applicationUrl } from '../src/platform/database/application-role.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { fillShop } from './data/fill-shop.ts';
import { openCases } from './data/open-cases.ts';
import { compareImports } from './imports.ts';
import { type Comparison, inTurn } from './measure/compare.ts';
import { load } from './measure/load.ts';
import { report } from './measure/report.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { DESK, FLOOR, startServer } from './processes.ts';
import { type Scenario, scenarios } from './scenarios.ts';

/** Before the first round: the compiler of Node and the caches of PostgreSQL have seen the path by then. */
const WARM_UP_SECONDS = 2;

/** Measures the desk against its floor on a PostgreSQL of its own, which is gone afterwards. */
async function bench(options: BenchOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'relink-bench-'));
  const postgres = await startPostgres({
    dataDir: join(folder, 'postgres'),
    databaseName: 'relink',
    durable: options.fsync,
  });
  try {
    const masterKey = randomBytes(32);
    await migrate(postgres.url, masterKey);
    const comparisons = await hotPaths(options, postgres.url, masterKey);
    if ('import'.startsWith(options.only))
      comparisons.push(...(await compareImports({ postgres, masterKey, folder }, options)));
    console.log(
      `\n${options.accounts} accounts, ${options.connections} connections, ${options.rounds} rounds of ${options.seconds} s each in turn, ` +
        `${cpus().length} cores, fsync ${options.fsync ? 'on' : 'off'}. Ratio: the median over the rounds.\n`,
    );
    console.log(report(comparisons));
  } finally {
    await postgres.stop();
    await rm(postgres.dataDir, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
}

async function hotPaths(options: BenchOptions, ownerUrl: string, masterKey: Buffer): Promise<Comparison[]> {
  if ('import'.startsWith(options.only) && options.only !== '') return [];
  const { agents, cases } = await filled(options, ownerUrl);
  const env = {
    NODE_ENV: 'production',
    DATABASE_APP_URL: applicationUrl(ownerUrl, masterKey),
    DATABASE_POOL: '16',
    RELINK_MASTER_KEY: masterKey.toString('hex'),
    RELINK_PUBLIC_URL: 'http://127.0.0.1',
  };
  const desk = await startServer(DESK, env);
  try {
    const floor = await startServer(FLOOR, env);
    try {
      const comparisons: Comparison[] = [];
      for (const scenario of scenarios(agents, cases).filter(({ name }) => name.startsWith(options.only)))
        comparisons.push(await compare(scenario, options, desk.url, floor.url));
      return comparisons;
    } finally {
      await floor.stop();
    }
  } finally {
    await desk.stop();
  }
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

bench(readOptions(process.argv.slice(2))).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
