import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@relink/embedded-postgres';
import { migrate } from '../src/platform/database/migrate.ts';
import { measureAudit } from './audit.ts';
import { measureDuplicates, readAnsweredFiles } from './duplicates/measure-duplicates.ts';
import { measureGrowth } from './growth.ts';
import { measurePass } from './full-pass.ts';
import { compareHotPaths } from './hot-paths.ts';
import { compareImports } from './imports.ts';
import { measureMerges } from './merges.ts';
import { machine } from './measure/machine.ts';
import { report } from './measure/report.ts';
import { type BenchOptions, readOptions } from './options.ts';
import type { Place } from './place.ts';

/** Measures the desk against its floor on a PostgreSQL of its own, which is gone afterwards, also when stopped. */
async function bench(options: BenchOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'relink-bench-'));
  const postgres = await startPostgres({
    dataDir: join(folder, 'postgres'),
    databaseName: 'relink',
    durable: options.fsync,
  });
  try {
    await Promise.race([stopped(), measure(options, { postgres, folder, masterKey: randomBytes(32) })]);
  } finally {
    await postgres.stop();
    for (const gone of [postgres.dataDir, folder]) await rm(gone, { recursive: true, force: true });
  }
}

async function measure(options: BenchOptions, place: Place): Promise<void> {
  switch (options.what) {
    case 'growth':
      return measureGrowth(place, options);
    case 'pass':
      return measurePass(place, options);
    case 'merge':
      return measureMerges(place, options);
    case 'audit':
      return measureAudit(place, options);
    case 'ratios':
      return compare(options, place);
  }
}

async function compare(options: BenchOptions, place: Place): Promise<void> {
  const { accounts, customers, connections, rounds, seconds, only } = options;
  const importsAlone = only.every((name) => name.startsWith('import'));
  await migrate(place.postgres.url, place.masterKey);
  const comparisons = importsAlone ? [] : await compareHotPaths(place, options);
  if (importsAlone || only.includes('')) comparisons.push(...(await compareImports(place, options)));
  const rule = `${rounds} rounds of ${seconds} s each, desk and floor in turn, ${connections} connections`;
  console.log(`\n${accounts} accounts; import of ${customers} customers; ${rule}; ${machine(options)}`);
  console.log('A ratio is the median of the rounds’ ratios.\n');
  console.log(report(comparisons));
}

/** Rejects when somebody stops the benchmark, so that it cleans up first. */
function stopped(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => reject(new Error(`Stopped by ${signal}.`)));
  });
}

/** `duplicates` needs no desk: it measures what the model finds in files whose answers are known. */
async function run([what, ...args]: readonly string[]): Promise<boolean> {
  if (what === 'duplicates') return measureDuplicates(readAnsweredFiles(args));
  await bench(readOptions(what === undefined ? [] : [what, ...args]));
  return true;
}

run(process.argv.slice(2)).then(
  (met) => process.exit(met ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    // A load under way would keep the process for as long as it lasts.
    process.exit(1);
  },
);
