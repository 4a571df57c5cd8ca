import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { matchRecordOf, type MatchSource } from '@relink/domain';
import type { EstimatedWeights } from '../src/features/duplicates/index.ts';
import { readSettings } from '../src/platform/config/settings.ts';
import { estimateFrom } from './estimate.ts';
import { frequenciesOf, pairsOf } from './find-pairs.ts';
import { keep } from './keep.ts';
import { openDatabase } from './open-database.ts';
import { printWeights } from './print-weights.ts';
import { sourcesOfDatabase } from './sources-of-database.ts';
import { sourcesOfFiles } from './sources-of-files.ts';

const USAGE =
  'Say from which accounts: npm run weights -- customers_export.csv [orders_export.csv], or npm run weights -- ' +
  '--database [--realm main] [--sample 200000] [--keep, or --shipped to go back]';
/** Of fewer accounts nothing is kept: they would say less than the starting numbers count for. */
const LEAST_ACCOUNTS = 100;

type Asked = {
  readonly database: boolean;
  readonly keep: boolean;
  readonly shipped: boolean;
  readonly realm: string;
  readonly sample: string;
};

/**
 * `npm run weights`: estimates the weights of the search for duplicates from a shop's own accounts, without anybody
 * having judged a pair, and prints them in the form of libs/domain/src/duplicates/weights.ts. Changes nothing, but with
 * `--keep`: then the realm scores with them; with `--shipped` it takes the shipped ones again.
 */
async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      database: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      shipped: { type: 'boolean', default: false },
      realm: { type: 'string', default: 'main' },
      sample: { type: 'string', default: '200000' },
    },
  });
  const isAmbiguous = values.database === positionals.length > 0 || positionals.length > 2;
  if (isAmbiguous || ((values.keep || values.shipped) && !values.database) || (values.keep && values.shipped))
    throw new Error(USAGE);
  const [customers, orders] = positionals;
  if (customers === undefined) await ofDatabase(values);
  else print(estimate(await sourcesOfFiles(customers, orders)));
}

async function ofDatabase(asked: Asked): Promise<void> {
  const most = Number(asked.sample);
  if (!Number.isInteger(most) || most < LEAST_ACCOUNTS)
    throw new Error(`--sample must be a whole number of at least ${String(LEAST_ACCOUNTS)}.`);
  const settings = readSettings(process.env);
  const database = await openDatabase(settings);
  try {
    const estimated = asked.shipped
      ? null
      : estimate(await sourcesOfDatabase(database.url, asked.realm, most));
    if (estimated !== null) print(estimated);
    if (asked.keep && (estimated?.accounts ?? 0) < LEAST_ACCOUNTS)
      throw new Error(`Too few accounts to keep weights of: ${String(LEAST_ACCOUNTS)} are needed.`);
    if (asked.keep || asked.shipped)
      sayKept(asked, await keep(settings, database.url, asked.realm, estimated));
  } finally {
    await database.stop();
  }
}

function estimate(sources: readonly MatchSource[]): EstimatedWeights {
  const records = sources.map(matchRecordOf);
  const frequencies = frequenciesOf(records);
  const pairs = pairsOf(records);
  return {
    weights: estimateFrom(records, pairs, frequencies),
    accounts: records.length,
    pairs: pairs.length,
  };
}

function print({ weights, accounts, pairs }: EstimatedWeights): void {
  console.log(`// ${String(accounts)} accounts, ${String(pairs)} pairs that share a blocking key`);
  console.log(printWeights(weights));
}

function sayKept({ realm, shipped }: Asked, version: number): void {
  console.log(
    `// Kept for realm ${realm} as version ${String(version)}: ${shipped ? 'the shipped weights count again' : 'these weights count from now on'}.\n` +
      '// What was found before was scored with other weights. A running desk compares all accounts anew within minutes;\n' +
      '// one that does not run, after it starts.',
  );
}

run(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
