import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { sourcesOfFiles } from '../../weights/sources-of-files.ts';
import { type Known, readFebrl } from './febrl-sources.ts';
import { type Judgement, judge, WEIGHTS_BY, type WeightsBy } from './judge.ts';
import { makeVariant } from './make-variant.ts';
import { VARIANTS } from './variants.ts';
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

type Target = {
  readonly precision: number;
  readonly recall: number;
  /** Whether no household pair may be accepted. */
  readonly noHousehold: boolean;
  /** By which weights the target is to be met. */
  readonly by: readonly WeightsBy[];
};

/** A register has no contacts and is no shop: its own weights are estimated, as a shop's can be. */
const FEBRL: Target = { precision: 0.99, recall: 0.99, noHousehold: false, by: ['estimated'] };
const SHOP: Target = { precision: 0.99, recall: 0.97, noHousehold: true, by: ['shipped', 'estimated'] };

/**
 * Prints how well duplicates are found in files whose answers are known, with every error, and says whether the
 * targets are met. Weights are the shipped ones, or estimated from the very accounts without their answers. Then, with
 * no target, the figures of made-up shops and registers that differ in what the model could be spoilt for.
 */
export async function measureDuplicates(files: AnsweredFiles): Promise<boolean> {
  const febrl = await readFebrl(files.febrl);
  const shop = await readShop(files.shopify);
  const met = [report(files.febrl, febrl, FEBRL), report(files.shopify, shop, SHOP)];
  console.log('\nMade up, with other damage (no target):');
  for (const variant of VARIANTS) console.log(describeVariant(variant.name, makeVariant(variant)));
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
  const { precision, recall, noHousehold } = target;
  console.log(
    `\n${name}: ${String(known.length)} accounts; to reach: precision ${String(precision)}, ` +
      `recall ${String(recall)}${noHousehold ? ', no household accepted' : ''}`,
  );
  let allMet = true;
  for (const by of WEIGHTS_BY) {
    const of = judge(known, by);
    const counts = target.by.includes(by);
    const met = meets(of, target);
    console.log(`${describe(by, of)}\n    ${met ? 'met' : 'not met'}${counts ? '' : ' (it need not be)'}`);
    if (counts && !met) allMet = false;
  }
  return allMet;
}

function meets({ precision, recall, households }: Judgement, target: Target): boolean {
  const acceptsHousehold = households.accepted > 0;
  return (
    precision >= target.precision && recall >= target.recall && !(target.noHousehold && acceptsHousehold)
  );
}

function describeVariant(name: string, known: readonly Known[]): string {
  const figures = WEIGHTS_BY.map((by) => {
    const { precision, recall, households } = judge(known, by);
    const accepted = `${String(households.accepted)} of ${String(households.seen)}`;
    return `${by}: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, households ${accepted}`;
  });
  return `  ${name.padEnd(34)} ${String(known.length).padStart(5)} accounts; ${figures.join('; ')}`;
}
