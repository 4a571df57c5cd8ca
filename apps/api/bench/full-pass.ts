import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { migrate } from '../src/platform/database/migrate.ts';
import { fillPeople } from './data/fill-people.ts';
import { readAndSort } from './floor/read-and-sort.ts';
import { machine } from './measure/machine.ts';
import { markdownTable } from './measure/table.ts';
import type { BenchOptions } from './options.ts';
import type { Place } from './place.ts';
import { serverEnvironment } from './processes.ts';

/** How much of the largest shop the other one is. */
const PARTS = [0.1, 1];
const MOST_FLOORS = 20;
const MOST_GROWTH = 13;
const MOST_MEMORY_MB = 512;
const LOOK_EVERY_MS = 200;
const WORKER = new URL('../src/main.js', import.meta.url);

type Measured = {
  readonly accounts: number;
  readonly read: number;
  readonly sort: number;
  /** Seconds by step. */
  readonly steps: ReadonlyMap<string, number>;
  readonly seconds: number;
  readonly pairs: number;
  readonly found: number;
  readonly memoryMb: number;
};

/**
 * A full pass by a worker process of its own at two sizes, each beside one sequential read and one sort of the same rows.
 * Throws where the time, its growth or the worker's memory is more than the most.
 */
export async function measurePass(place: Place, options: BenchOptions): Promise<void> {
  const measured: Measured[] = [];
  for (const part of PARTS) measured.push(await measure(place, Math.round(options.accounts * part)));
  console.log(`\n${machine(options)}\n\n${tableOf(measured)}`);
  const faults = faultsOf(measured);
  if (faults.length > 0) throw new Error(faults.join('; '));
  console.log(`\nMet: at most ${MOST_FLOORS} floors, ${MOST_MEMORY_MB} MB, ${MOST_GROWTH} times the time.`);
}

async function measure(place: Place, accounts: number): Promise<Measured> {
  const url = await place.postgres.createDatabase(`bench_pass_${String(accounts)}`);
  await migrate(url, place.masterKey);
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    await fillPeople(owner, accounts);
    console.log(`${accounts.toLocaleString('en')} accounts filled.`);
    // Once before it counts: what is read first is in no cache.
    await readAndSort(owner);
    const before = await readAndSort(owner);
    const pass = await passed(place, owner, url);
    const after = await readAndSort(owner);
    const mean = (one: number, other: number) => (one + other) / 2;
    return { accounts, read: mean(before.read, after.read), sort: mean(before.sort, after.sort), ...pass };
  } finally {
    await owner.end();
  }
}

/** Asks for a pass, starts a worker, and watches both until the pass is over. */
async function passed(
  place: Place,
  owner: Client,
  url: string,
): Promise<Omit<Measured, 'accounts' | 'read' | 'sort'>> {
  const worker = spawn(process.execPath, [fileURLToPath(WORKER), 'work'], {
    env: { ...process.env, ...serverEnvironment(place, url), RELINK_DATA_DIR: place.folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const end = () => worker.kill('SIGKILL');
  process.once('exit', end);
  try {
    await sleep(3000);
    await owner.query(`insert into duplicate_pass (id, state, created_at) values ($1, 'queued', now())`, [
      uuidv7(),
    ]);
    await owner.query(`select graphile_worker.add_job('find_duplicates', '{}', max_attempts := 1)`);
    const began = performance.now();
    const steps = new Map<string, number>();
    let pairs = 0;
    for (let last = began; ;) {
      await sleep(LOOK_EVERY_MS);
      const { rows } = await owner.query<{ state: string; step: string; of: number; found: number }>(
        'select state, step, "of", found from duplicate_pass',
      );
      const [row] = rows;
      if (!row || row.state === 'failed') throw new Error('The pass failed.');
      if (worker.exitCode !== null) throw new Error('The worker ended.');
      const now = performance.now();
      steps.set(row.step, (steps.get(row.step) ?? 0) + (now - last) / 1000);
      last = now;
      if (row.step === 'scoring') pairs = row.of;
      if (row.state === 'finished')
        return {
          steps,
          seconds: (now - began) / 1000,
          pairs,
          found: row.found,
          memoryMb: await peakMemoryMb(worker.pid),
        };
    }
  } finally {
    end();
    process.off('exit', end);
  }
}

/** The most memory that a process ever had, in MB. Source: proc(5), VmHWM. */
async function peakMemoryMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

const floorOf = ({ read, sort }: Measured) => read + sort;

function tableOf(measured: readonly Measured[]): string {
  const head = [
    'accounts',
    'read + sort',
    'reading',
    'pairing',
    'scoring',
    'pass',
    'ratio',
    'pairs',
    'found',
    'memory',
  ];
  const seconds = (value: number | undefined) => `${(value ?? 0).toFixed(1)} s`;
  const rows = measured.map((one) => [
    one.accounts.toLocaleString('en'),
    `${seconds(one.read)} + ${seconds(one.sort)}`,
    ...['reading', 'pairing', 'scoring'].map((step) => seconds(one.steps.get(step))),
    seconds(one.seconds),
    (one.seconds / floorOf(one)).toFixed(1),
    one.pairs.toLocaleString('en'),
    one.found.toLocaleString('en'),
    `${one.memoryMb.toFixed(0)} MB`,
  ]);
  return `${markdownTable([head, ...rows])}\n\nThe time grew ${growthOf(measured).toFixed(1)} times.`;
}

function growthOf(measured: readonly Measured[]): number {
  return (measured.at(-1)?.seconds ?? Number.NaN) / (measured[0]?.seconds ?? Number.NaN);
}

function faultsOf(measured: readonly Measured[]): string[] {
  const largest = measured.at(-1);
  if (!largest) return ['Nothing was measured.'];
  const ratio = largest.seconds / floorOf(largest);
  const memory = Math.max(...measured.map(({ memoryMb }) => memoryMb));
  return [
    ...(ratio <= MOST_FLOORS ? [] : [`${ratio.toFixed(1)} floors, more than ${MOST_FLOORS}`]),
    ...(memory <= MOST_MEMORY_MB ? [] : [`${memory.toFixed(0)} MB, more than ${MOST_MEMORY_MB}`]),
    ...(growthOf(measured) <= MOST_GROWTH
      ? []
      : [`${growthOf(measured).toFixed(1)} times the time, more than ${MOST_GROWTH}`]),
  ];
}
