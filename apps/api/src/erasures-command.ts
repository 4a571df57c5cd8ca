import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { createApp } from './create-app.ts';
import {
  ErasedAccounts,
  type ErasedLine,
  erasureLine,
  readErasureLines,
  ReplayErasures,
} from './features/erasure/index.ts';
import { readSettings, SettingsError } from './platform/config/settings.ts';
import { poolOf } from './platform/database/data-source.ts';
import { runProcess, say } from './process.ts';

/**
 * `npm run erasures -- export`: writes the list of erasures, one JSON object a line. `npm run erasures -- replay <file>`:
 * after a restored backup, erases again whoever was erased since it was made.
 */
async function erasures(what: string | undefined, file: string | undefined): Promise<void> {
  if (what !== 'export' && (what !== 'replay' || file === undefined))
    throw new SettingsError(
      'Say what to do: npm run erasures -- export, or npm run erasures -- replay <file>',
    );
  const lines = what === 'replay' && file !== undefined ? readList(file) : [];
  const app = await createApp(readSettings(process.env), { serve: false, work: false });
  try {
    if (what === 'export') {
      const list = await app.get(ErasedAccounts, { strict: false }).list(poolOf(app.get(DataSource)));
      for (const each of list) say(erasureLine(each).trimEnd());
      return;
    }
    const replay = app.get(ReplayErasures, { strict: false });
    let left = 0;
    for (const each of lines) {
      const came = await replay.run(each);
      if (came === 'legal-hold' || came === 'merge-under-way') left += 1;
      say(`${each.accountId}: ${came}`);
    }
    if (left > 0)
      throw new SettingsError(
        `${String(left)} could not be erased again. See to them before anybody signs in.`,
      );
  } finally {
    await app.close();
  }
}

function readList(file: string): readonly ErasedLine[] {
  const { lines, faulty } = readErasureLines(readFileSync(file, 'utf8'));
  const [first] = faulty;
  if (first !== undefined)
    throw new SettingsError(`${file}:${String(first)} is no line of a list of erasures.`);
  return lines;
}

runProcess(erasures(process.argv[2], process.argv[3]));
