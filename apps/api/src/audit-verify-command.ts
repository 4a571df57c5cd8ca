import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { verifierKeyText } from '@relink/domain';
import { Client } from 'pg';
import { notesOfFile, type NotesOfFile } from '../verifier/verify.mjs';
import { sha256, verifyDatabase, verifyOlder, verifyOneEvent } from './features/audit/index.ts';
import { openOwnDatabase, type Place } from './own-database.ts';
import { SettingsError } from './platform/config/settings.ts';
import { explainingFaults } from './platform/database/explain-fault.ts';
import { runProcess, say } from './process.ts';

const USAGE =
  'npm run audit:verify -- [--key <verifier key>] [--witness <file of notes>] [--event <id> | --older <file of notes>]';

type Asked = {
  readonly key: string | undefined;
  readonly witness: string | undefined;
  readonly event: string | undefined;
  readonly older: string | undefined;
};

/**
 * `npm run audit:verify`: verifies the log of the database of DATABASE_URL (or DATABASE_APP_URL) with the stand-alone
 * verifier's functions, beside a running desk or without one. Ends with 1 where anything does not hold.
 */
async function verify(): Promise<void> {
  const asked = readWords();
  const { url, stop } = await database();
  const [events, leaves] = [new Client({ connectionString: url }), new Client({ connectionString: url })];
  try {
    await explainingFaults('DATABASE_URL', url, async () => {
      await events.connect();
      await leaves.connect();
    });
    await events.query('set statement_timeout = 0');
    const key = asked.key ?? (await keyInDatabase(leaves));
    const faults = await faultsOf(asked, key, events, leaves);
    for (const fault of faults) say(fault);
    if (faults.length > 0) process.exitCode = 1;
  } finally {
    await Promise.allSettled([events.end(), leaves.end()]);
    await stop();
  }
}

async function faultsOf(
  asked: Asked,
  key: string,
  events: Client,
  leaves: Client,
): Promise<readonly string[]> {
  if (asked.event !== undefined) {
    const faults = await verifyOneEvent(leaves, asked.event, key);
    if (faults.length === 0) say(`Event ${asked.event} is in the log, as it was sequenced.`);
    return faults;
  }
  if (asked.older !== undefined) {
    const { count, notes } = await notesOf(asked.older);
    const faults = await verifyOlder(leaves, notes, key);
    if (faults.length === 0) say(`The log continues each of ${count} checkpoints.`);
    return faults;
  }
  const path = asked.witness ?? witnessFile();
  const { count, notes: witness } = path === undefined ? { count: 0, notes: [] } : await notesOf(path);
  if (path === undefined)
    say(
      'Without a witness copy (--witness, or a file in AUDIT_WITNESS) a database that was rewritten whole can pass.',
    );
  const found = await verifyDatabase(events, leaves, { key, witness, onProgress: showProgress });
  showProgress(0, 0);
  const { size, checkpointSize, expiredBodies, faultCount, faults } = found;
  say(
    `${size} leaves, ${checkpointSize} of them under a checkpoint; ${expiredBodies} events expired by policy; ${count} checkpoints of the witness.`,
  );
  if (found.outcome === 'broken') say(`${faultCount} faults:`);
  else if (path === undefined || count > 0) say('All of it holds.');
  const sentences = faults.map(({ sentence }) => sentence);
  if (path === undefined || count > 0) return sentences;
  return [`There is no checkpoint in ${path}: the log was compared with no witness.`, ...sentences];
}

async function keyInDatabase(client: Client): Promise<string> {
  const { rows } = await client.query<{ origin: string; public_key: Buffer }>(
    'select origin, public_key from audit_signing_key',
  );
  const [row] = rows;
  if (!row) throw new SettingsError('The log has no key yet: no worker has run on this database.');
  const key = verifierKeyText(sha256, row.origin, row.public_key);
  say(
    `Verifier key, as the database has it: ${key}\nCompare it with the one you keep, or give that by --key.`,
  );
  return key;
}

/** The database of the environment, or the desk's own server, started for this command unless a running desk has it. */
async function database(): Promise<Place> {
  const url = process.env['DATABASE_URL'] ?? process.env['DATABASE_APP_URL'] ?? '';
  if (url !== '') return { url, stop: () => Promise.resolve() };
  const own = await openOwnDatabase(resolve(process.env['RELINK_DATA_DIR'] ?? '.relink'));
  if (!own) throw new SettingsError('DATABASE_URL: say which database to verify.');
  return own;
}

function witnessFile(): string | undefined {
  const witness = process.env['AUDIT_WITNESS'];
  return witness?.startsWith('/') === true ? witness : undefined;
}

/** npm changes to the project's folder; files are named from where the person stands. */
function notesOf(path: string): Promise<NotesOfFile> {
  const file = resolve(process.env['INIT_CWD'] ?? '.', path);
  if (!existsSync(file)) throw new SettingsError(`There is no file ${file}.`);
  return notesOfFile(file);
}

/** One line that is written over, for a person who waits; nothing where the output is kept in a file. */
function showProgress(done: number, of: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(of === 0 ? '\r\u001b[K' : `\r\u001b[K${done} of ${of} leaves`);
}

function readWords(): Asked {
  try {
    const option = { type: 'string' } as const;
    const { values } = parseArgs({ options: { key: option, witness: option, event: option, older: option } });
    return { key: values.key, witness: values.witness, event: values.event, older: values.older };
  } catch {
    throw new SettingsError(USAGE);
  }
}

runProcess(verify());
