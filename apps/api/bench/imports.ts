import { join } from 'node:path';
import { Client } from 'pg';
import { createApp } from '../src/create-app.ts';
import { importFile } from '../src/features/imports/index.ts';
import { readSettings } from '../src/platform/config/settings.ts';
import { applicationUrl } from '../src/platform/database/application-role.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { writeExports } from './data/export-files.ts';
import { copyRows, dumpRows, type Kind } from './floor/copy-rows.ts';
import { type Comparison, inTurn } from './measure/compare.ts';
import type { Place } from './place.ts';

const TEMPLATE = 'bench_empty';
const TARGET = 0.2;
/** Orders a customer. */
const ORDERS = 1.5;

type Figures = Readonly<Record<Kind | 'both', number>>;

/** Compares the import of both exports into an empty desk with COPY of the rows that it made, in records a second. */
export async function compareImports(
  place: Place,
  { customers, rounds }: { readonly customers: number; readonly rounds: number },
): Promise<Comparison[]> {
  const files = { customers: join(place.folder, 'customers.csv'), orders: join(place.folder, 'orders.csv') };
  const counts = { customers, orders: Math.round(customers * ORDERS) };
  await writeExports(files, counts);
  await migrate(await place.postgres.createDatabase(TEMPLATE), place.masterKey);
  const importOnce = () =>
    inFreshDatabase(place, async (owner, url) => {
      const app = await createApp(settingsFor(place, url), { serve: false, work: false });
      const figures = await timed(counts, async (kind) => {
        const { counts: came } = await importFile(app, files[kind]);
        if (came.created !== counts[kind] || came.refused + came.warned > 0)
          throw new Error(`Of ${counts[kind]} ${kind} ${came.created} came in whole.`);
      });
      await app.close();
      for (const kind of KINDS) await dumpRows(owner, kind, place.folder);
      return figures;
    });
  const copyOnce = () =>
    inFreshDatabase(place, (owner) => timed(counts, (kind) => copyRows(owner, kind, place.folder)));
  // The first of each is slow: PostgreSQL makes the files of its log, and Node compiles.
  await importOnce();
  await copyOnce();
  const desk: Figures[] = [];
  const floor: Figures[] = [];
  const kept = (figures: Figures[], side: string, once: () => Promise<Figures>) => async () => {
    const figure = await once();
    figures.push(figure);
    console.log(`import, ${side}: ${figure.both.toFixed(0)} records/s`);
    return figure.both;
  };
  const total = await inTurn(rounds, kept(desk, 'desk', importOnce), kept(floor, 'floor', copyOnce));
  const of = (kind: Kind, figures: readonly Figures[]) => figures.map((each) => each[kind]);
  const unit = 'records/s';
  return [
    ...KINDS.map((kind) => ({
      name: `import of ${kind}`,
      unit,
      target: TARGET,
      desk: of(kind, desk),
      floor: of(kind, floor),
    })),
    { name: 'import of both', unit, target: TARGET, ...total },
  ];
}

const KINDS = ['customers', 'orders'] as const;

async function timed(
  counts: Readonly<Record<Kind, number>>,
  work: (kind: Kind) => Promise<unknown>,
): Promise<Figures> {
  const seconds = async (kind: Kind) => {
    const began = performance.now();
    await work(kind);
    return (performance.now() - began) / 1000;
  };
  const customers = await seconds('customers');
  const orders = await seconds('orders');
  return {
    customers: counts.customers / customers,
    orders: counts.orders / orders,
    both: (counts.customers + counts.orders) / (customers + orders),
  };
}

let made = 0;

async function inFreshDatabase<T>(
  { postgres }: Place,
  work: (owner: Client, url: string) => Promise<T>,
): Promise<T> {
  const name = `bench_import_${++made}`;
  const url = await postgres.createDatabase(name, TEMPLATE);
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    return await work(owner, url);
  } finally {
    await owner.end();
    const admin = new Client({ connectionString: postgres.url });
    await admin.connect();
    await admin.query(`drop database ${name} with (force)`);
    await admin.query('checkpoint');
    await admin.end();
  }
}

function settingsFor({ masterKey, folder }: Place, ownerUrl: string) {
  const settings = readSettings({
    NODE_ENV: 'production',
    RELINK_MASTER_KEY: masterKey.toString('hex'),
    RELINK_PUBLIC_URL: 'http://127.0.0.1',
    RELINK_DATA_DIR: folder,
  });
  return { ...settings, appUrl: applicationUrl(ownerUrl, masterKey) };
}
