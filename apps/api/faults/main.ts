import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Database } from './place/database.ts';
import { killAll } from './place/processes.ts';
import type { Amounts, Figure, Scenario } from './scenario.ts';
import { clockOff } from './scenarios/clock-off.ts';
import { databaseStopped } from './scenarios/database-stopped.ts';
import { deskKilled } from './scenarios/desk-killed.ts';
import { diskFull } from './scenarios/disk-full.ts';
import { mailHangs } from './scenarios/mail-hangs.ts';
import { workerKilled } from './scenarios/worker-killed.ts';

const SCENARIOS: readonly Scenario[] = [
  databaseStopped,
  deskKilled,
  workerKilled,
  mailHangs,
  clockOff,
  diskFull,
];

/** Runs the scenarios one after another on a PostgreSQL of their own. Answers whether every figure holds. */
async function faults(only: string, amounts: Amounts): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'relink-faults-'));
  const database = await Database.start(join(folder, 'postgres'), randomBytes(32));
  const stop = stopped();
  const table: (Figure & { readonly scenario: string })[] = [];
  try {
    for (const { name, run } of SCENARIOS.filter((scenario) => scenario.name.startsWith(only))) {
      const began = performance.now();
      console.log(`\n${name} …`);
      const figures = await Promise.race([run(database, amounts), stop.rejected]).catch((error: unknown) => [
        {
          what: 'it ran',
          figure: error instanceof Error ? (error.stack ?? error.message) : String(error),
          holds: false,
        },
      ]);
      killAll();
      for (const figure of figures) {
        console.log(line(figure));
        table.push({ ...figure, scenario: name });
      }
      console.log(`  ${((performance.now() - began) / 1000).toFixed(0)} s`);
      if (stop.by !== undefined) break;
    }
  } finally {
    await database.stop();
    for (const gone of [database.dataDir, folder]) await rm(gone, { recursive: true, force: true });
  }
  console.log(`\n${tableOf(table)}`);
  const failed = table.filter(({ holds }) => !holds).length;
  console.log(`\n${String(table.length - failed)} passed, ${String(failed)} failed`);
  return table.length > 0 && failed === 0;
}

function line({ what, figure, holds }: Figure): string {
  return `  ${holds ? 'ok  ' : 'FAIL'}  ${what}: ${figure}`;
}

function tableOf(rows: readonly (Figure & { readonly scenario: string })[]): string {
  const cells = rows.map(({ scenario, what, figure, holds }) => [
    scenario,
    what.trim(),
    figure,
    holds ? 'ok' : 'FAILED',
  ]);
  const all = [['fault', 'figure', '', ''], ...cells];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...all.map((row) => Math.min(row[column]?.length ?? 0, 60))),
  );
  const drawn = all.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [drawn[0], rule, ...drawn.slice(1)].join('\n');
}

/** Rejects when somebody stops the run, so that it cleans up first; a second signal changes nothing. */
function stopped(): { readonly rejected: Promise<never>; by?: string } {
  const stop: { rejected: Promise<never>; by?: string } = {
    rejected: new Promise((_, reject) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const)
        process.on(signal, () => {
          stop.by = signal;
          reject(new Error(`Stopped by ${signal}.`));
        });
    }),
  };
  stop.rejected.catch(() => undefined);
  return stop;
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    kills: { type: 'string', default: '50' },
    sends: { type: 'string', default: '200' },
  },
});

faults(values.only, { kills: Number(values.kills), sends: Number(values.sends) }).then(
  (passed) => process.exit(passed ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
