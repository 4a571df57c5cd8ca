import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { createApp } from './create-app.ts';
import {
  ErasedAccounts,
  type ErasedLine,
  erasureLine,
  readErasureLines,
  ReplayErasures,
} from './features/erasure/index.ts';
import { withDatabase } from './own-database.ts';
import { readSettings, SettingsError } from './platform/config/settings.ts';
import { poolOf } from './platform/database/data-source.ts';
import { runProcess, say } from './process.ts';

const USAGE =
  'Say what to do: npm run erasures -- export <file>, or npm run erasures -- replay <file>. With - for its name the list goes to standard output.';
const STANDARD_OUTPUT = '-';

/**
 * `npm run erasures -- export <file>`: writes the list of erasures, one JSON object a line. `npm run erasures -- replay
 * <file>`: after a restored backup, erases again whoever was erased since it was made.
 */
async function erasures(what: string | undefined, file: string | undefined): Promise<void> {
  if (what !== 'export' && (what !== 'replay' || file === undefined)) throw new SettingsError(USAGE);
  const lines = what === 'replay' && file !== undefined ? readList(fromHere(file)) : [];
  const settings = readSettings(process.env, { reachesCustomers: false });
  const toStandardOutput = what === 'export' && (file ?? STANDARD_OUTPUT) === STANDARD_OUTPUT;
  // Lines of the log go there too, and the list would be none with one among them.
  const log = { ...settings.log, ...(toStandardOutput && { level: 'silent' as const }) };
  await withDatabase({ ...settings, log }, async (found) => {
    const app = await createApp(found, { serve: false, work: false });
    try {
      await (what === 'export' ? exportTo(app, file ?? STANDARD_OUTPUT) : replay(app, lines));
    } finally {
      await app.close();
    }
  });
}

async function exportTo(app: NestFastifyApplication, file: string): Promise<void> {
  const list = await app.get(ErasedAccounts, { strict: false }).list(poolOf(app.get(DataSource)));
  const text = list.map(erasureLine).join('');
  if (file === STANDARD_OUTPUT) {
    process.stdout.write(text);
    return;
  }
  await writeWhole(fromHere(file), text);
  say(`${String(list.length)} erasures are in ${fromHere(file)}.`);
}

/** All of it or the list of before, whatever breaks it off. */
async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (fault) {
    await rm(draft, { force: true });
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown';
    throw new SettingsError(`${file} could not be written (${code}).`);
  }
}

async function replay(app: NestFastifyApplication, lines: readonly ErasedLine[]): Promise<void> {
  const erase = app.get(ReplayErasures, { strict: false });
  let left = 0;
  for (const each of lines) {
    const came = await erase.run(each);
    if (came === 'legal-hold' || came === 'merge-under-way') left += 1;
    say(`${each.accountId}: ${came}`);
  }
  if (left > 0)
    throw new SettingsError(
      `${String(left)} could not be erased again. See to them before anybody signs in.`,
    );
}

function readList(file: string): readonly ErasedLine[] {
  if (!existsSync(file)) throw new SettingsError(`There is no file ${file}.`);
  const { lines, faulty } = readErasureLines(readFileSync(file, 'utf8'));
  const [first] = faulty;
  if (first !== undefined)
    throw new SettingsError(
      `${file}:${String(first)} is no line of a list of erasures, and nothing was erased. A list is what RELINK_ERASURES_FILE holds or "npm run erasures -- export <file>" wrote; of one that was redirected from npm, take the lines away that do not begin with {.`,
    );
  return lines;
}

/** npm changes to the project's folder; files are named from where the person stands. */
function fromHere(file: string): string {
  return resolve(process.env['INIT_CWD'] ?? '.', file);
}

runProcess(erasures(process.argv[2], process.argv[3]));
