import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { sourcesOfFiles } from '../../weights/sources-of-files.ts';
import { type Known, readFebrl } from './febrl-sources.ts';
import { type Judgement, judge, type WeightsBy } from './judge.ts';
import { describe } from './describe.ts';

/** Where the files with known answers are. */
export type AnsweredFiles = {
  /** A file of FEBRL's generator. */
  readonly febrl: string;
  /** A folder with customers_export.csv, orders_export.csv and truth.csv. */
  readonly shopify: string;
};

/** Reads the command line: `--febrl` and `--shopify`; without, the data beside the project. */
export function readAnsweredFiles(args: readonly string[]): AnsweredFiles {
  const { values } = parseArgs({
    args: [...args],
    options: {
      febrl: { type: 'string', default: '../shared/data/febrl/dataset1.csv' },
      shopify: { type: 'string', default: '../shared/data/shopify' },
    },
  });
  return values;
}

type Target = { readonly precision: number; readonly recall: number; readonly noHousehold: boolean };

/**
 * Prints how well duplicates are found in files whose answers are known, with every error, and says whether the
 * targets are met: in each file by the weights that a shop uses, which are estimated from its accounts without their
 * answers. What the shipped weights find, for a shop that never estimated its own, is printed beside it.
 */
export async function measureDuplicates(files: AnsweredFiles): Promise<boolean> {
  const febrl = await readFebrl(files.febrl);
  const shop = await readShop(files.shopify);
  const met = [
    report(files.febrl, febrl, { precision: 0.99, recall: 0.99, noHousehold: false }),
    report(files.shopify, shop, { precision: 0.99, recall: 0.97, noHousehold: true }),
  ];
  return met.every(Boolean);
}

async function readShop(folder: string): Promise<Known[]> {
  const sources = await sourcesOfFiles(
    join(folder, 'customers_export.csv'),
    join(folder, 'orders_export.csv'),
  );
  const rows: unknown = parse(await readFile(join(folder, 'truth.csv')), { columns: true, trim: true });
  const persons = new Map(
    (rows as { customer_id: string; person: string }[]).map((row) => [row.customer_id, row.person]),
  );
  return sources.map((source) => ({ source, person: persons.get(source.id) ?? source.id }));
}

function report(name: string, known: readonly Known[], target: Target): boolean {
  const byWeights = (['shipped', 'estimated'] as const).map((by: WeightsBy) => ({
    by,
    of: judge(known, by),
  }));
  console.log(`\n${name}: ${String(known.length)} accounts`);
  for (const { by, of } of byWeights) console.log(describe(by, of));
  const met = byWeights.every(({ by, of }) => by === 'shipped' || meets(of, target));
  const { precision, recall, noHousehold } = target;
  const households = noHousehold ? ', and no household accepted' : '';
  console.log(
    `  target with estimated weights: precision ${String(precision)}, recall ${String(recall)}${households}: ` +
      (met ? 'met' : 'MISSED'),
  );
  return met;
}

function meets({ precision, recall, households }: Judgement, target: Target): boolean {
  return (
    precision >= target.precision &&
    recall >= target.recall &&
    !(target.noHousehold && households.accepted > 0)
  );
}
