import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { createApp } from '../src/create-app.ts';
import { LogKey } from '../src/features/audit/log-key.ts';
import { readSettings } from '../src/platform/config/settings.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { markdownTable } from '../bench/measure/table.ts';
import { type StagedDesk, withDesk } from '../staged-desk/open-desk.ts';
import { DeskAtWork } from './desk-at-work.ts';
import { KINDS } from './kinds.ts';
import { Cases, type Row } from './run-cases.ts';

/** An event may be older than this only under a witnessed checkpoint. */
const MOST_EXPOSED_MS = 60_000;

type Options = {
  readonly cases: number;
  readonly events: number;
  readonly seed: number;
  readonly kind: string;
};

/** Tampers with the log of a running desk in every way, and answers whether each was found and nothing else was. */
async function tamper(desk: StagedDesk, { cases, events, seed, kind }: Options): Promise<boolean> {
  const settings = readSettings(desk.env);
  const empty = 'tamper_empty';
  await migrate(await desk.postgres.createDatabase(empty), settings.masterKey);
  const atWork = await DeskAtWork.begin(desk);
  // The thief of the master key: signs what the desk would sign.
  const thief = await createApp({ ...settings, ownerUrl: desk.postgres.url }, { serve: false, work: false });
  try {
    await atWork.reaches(events / 2, 2);
    const logKey = thief.get(LogKey, { strict: false });
    const key = (await logKey.text()) ?? '';
    const run = new Cases({ desk, key, empty, seed, sign: (text) => logKey.sign(text) });
    await run.copyAnew();
    await atWork.reaches(events, 4);
    atWork.slowDown();
    const rows: Row[] = [];
    for (const tampering of KINDS.filter((one) => one.kind.startsWith(kind))) {
      const row = await run.of(tampering, cases);
      console.log(`${row.kind}: ${row.found} found, ${row.missed} missed`);
      rows.push(row);
    }
    console.log(`\n${tableOf(rows)}\n`);
    return judge(rows, run, atWork.requests);
  } finally {
    await atWork.stop();
    await thief.close();
  }
}

function tableOf(rows: readonly Row[]): string {
  const told = (row: Row) => [...row.told].map(([kind, cases]) => `${kind} ${cases}`).join(', ');
  return markdownTable([
    ['tampering', 'cases', 'found', 'missed', 'told by (cases)'],
    ...rows.map((row) => [
      row.kind,
      String(row.found + row.missed),
      String(row.found),
      String(row.missed),
      told(row),
    ]),
  ]);
}

function judge(
  rows: readonly Row[],
  { untouched, falseAlarms, exposedMs }: Cases,
  requests: number,
): boolean {
  const missed = rows.reduce((sum, row) => sum + row.missed, 0);
  console.log(
    `Untouched logs verified, half of them the running desk's own: ${untouched}, false alarms ${falseAlarms}`,
  );
  console.log(
    `Oldest event that no witnessed checkpoint covered yet: ${(exposedMs / 1000).toFixed(1)} s (at most 60)`,
  );
  console.log(`Requests that the desk answered meanwhile: ${requests}`);
  return rows.length > 0 && missed === 0 && falseAlarms === 0 && exposedMs <= MOST_EXPOSED_MS;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '50' },
      events: { type: 'string', default: '4000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      kind: { type: 'string', default: '' },
    },
  });
  const [cases, events, seed] = [values.cases, values.events, values.seed].map(Number);
  if (![cases, events, seed].every((number) => Number.isSafeInteger(number)))
    throw new Error('npm run tamper -- [--cases 50] [--events 4000] [--seed 1] [--kind <how it begins>]');
  return { cases: cases ?? 0, events: events ?? 0, seed: seed ?? 0, kind: values.kind };
}

const options = readOptions();
console.log(`${options.cases} cases of each kind; --seed ${options.seed} repeats their choices.\n`);
withDesk({ durable: false }, (desk) => tamper(desk, options)).then(
  (well) => process.exit(well ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
