import 'reflect-metadata';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from './create-app.ts';
import { type Counts, FileUnreadable, importFile } from './features/imports/index.ts';
import { ownDatabase } from './own-database.ts';
import { readSettings, SettingsError } from './platform/config/settings.ts';
import { migrate } from './platform/database/migrate.ts';
import { runProcess, say, stopOnSignals } from './process.ts';

const stops: (() => Promise<void>)[] = [];

async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop();
}

/**
 * `npm run import -- customers.csv orders.csv`: imports files one after another, beside a running desk or without one.
 * `--mapping "<name>"` reads them by a mapping that an admin keeps.
 */
async function importFiles(files: readonly string[], mapping: string | undefined): Promise<void> {
  if (files.length === 0)
    throw new SettingsError(
      'Say which files to import: npm run import -- [--mapping "name"] customers_export.csv orders_export.csv',
    );
  const settings = readSettings(process.env);
  stopOnSignals(stopAll);
  try {
    const ownerUrl = settings.ownerUrl ?? (await own(settings.dataDir));
    await migrate(ownerUrl, settings.masterKey, settings.previousMasterKey);
    const app = await createApp({ ...settings, ownerUrl }, { serve: false, work: false });
    stops.push(() => app.close());
    for (const file of files) {
      const { counts, issues } = await importFile(app, file, {
        ...(mapping !== undefined && { mapping }),
        onProgress: ({ read }, bytesRead) => {
          showProgress(`${file}: ${String(read)} read, ${String(Math.round(bytesRead / 1024))} kB`);
        },
      });
      showProgress('');
      say(`${file}\n${table(counts)}`);
      for (const { line, column, reason, severity } of issues)
        say(`  ${severity} ${file}:${String(line)}${column === '' ? '' : ` (${column})`}: ${reason}`);
    }
  } finally {
    await stopAll();
  }
}

async function own(dataDir: string): Promise<string> {
  const { url, stop } = await ownDatabase(dataDir);
  stops.push(stop);
  return url;
}

function table(counts: Counts): string {
  return Object.entries(counts)
    .map(([name, count]) => `  ${name.padEnd(10)}${String(count).padStart(12)}`)
    .join('\n');
}

/** One line that is written over, for a person who waits; nothing where the output is kept in a file. */
function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

function toldPlainly(error: unknown): unknown {
  if (error instanceof FileUnreadable) return new SettingsError(error.message);
  const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error;
  return missing ? new SettingsError(`There is no file ${String(error.path)}.`) : error;
}

/** What was asked for. Throws SettingsError for an option that there is not. */
function asked(): { readonly files: string[]; readonly mapping: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      options: { mapping: { type: 'string' } },
      allowPositionals: true,
    });
    // npm changes to the project's folder; files are named from where the person stands.
    const files = positionals.map((file) => resolve(process.env['INIT_CWD'] ?? '.', file));
    return { files, mapping: values.mapping };
  } catch (error) {
    throw new SettingsError(error instanceof Error ? error.message : String(error));
  }
}

async function run(): Promise<void> {
  try {
    const { files, mapping } = asked();
    await importFiles(files, mapping);
  } catch (error) {
    throw toldPlainly(error);
  }
}

runProcess(run());
