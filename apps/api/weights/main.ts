import { parseArgs } from 'node:util';
import { matchRecordOf, type MatchSource } from '@relink/domain';
import { estimateFrom } from './estimate.ts';
import { frequenciesOf, pairsOf } from './find-pairs.ts';
import { printWeights } from './print-weights.ts';
import { sourcesOfDatabase } from './sources-of-database.ts';
import { sourcesOfFiles } from './sources-of-files.ts';

const USAGE =
  'Say from which accounts: npm run weights -- customers_export.csv [orders_export.csv], or npm run weights -- --database';

/**
 * `npm run weights`: estimates the weights of the search for duplicates from a shop's own accounts, without anybody
 * having judged a pair, and prints them in the form of libs/domain/src/duplicates/weights.ts. Changes nothing.
 */
async function estimate(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      database: { type: 'boolean', default: false },
      realm: { type: 'string', default: 'main' },
      sample: { type: 'string', default: '200000' },
    },
  });
  const sources = await sourcesFrom(values.database, positionals, values);
  const records = sources.map(matchRecordOf);
  const frequencies = frequenciesOf(records);
  const pairs = pairsOf(records);
  console.log(
    `// ${String(records.length)} accounts, ${String(pairs.length)} pairs that share a blocking key`,
  );
  console.log(printWeights(estimateFrom(records, pairs, frequencies)));
}

async function sourcesFrom(
  database: boolean,
  [customers, orders, ...others]: readonly string[],
  { realm, sample }: { realm: string; sample: string },
): Promise<MatchSource[]> {
  if (others.length > 0 || database !== (customers === undefined)) throw new Error(USAGE);
  const most = Number(sample);
  if (!Number.isInteger(most) || most < 100)
    throw new Error('--sample must be a whole number of at least 100.');
  return customers === undefined ? sourcesOfDatabase(realm, most) : sourcesOfFiles(customers, orders);
}

estimate(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
