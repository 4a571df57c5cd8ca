import { Client } from 'pg';
import { openOwnDatabase, type Place } from './own-database.ts';
import {
  beginNextMasterKey,
  keptMasterKeys,
  replaceKeptMasterKey,
} from './platform/config/kept-master-key.ts';
import { type Settings, SettingsError } from './platform/config/settings.ts';
import { explainingFaults } from './platform/database/explain-fault.ts';
import type { MasterKeys } from './platform/sealing/data-keys.ts';
import { rotateMasterKey } from './platform/sealing/rotate-master-key.ts';
import { say } from './process.ts';

/**
 * Wraps everything anew that a master key wrapped. Of two keys that are given: beside the running desk. Of a desk that
 * keeps its key itself: to a new one that is made here, while the desk is stopped. Throws SettingsError.
 */
export async function rotateOnce(settings: Settings): Promise<void> {
  const place = await placeOf(settings);
  try {
    await explainingFaults('DATABASE_URL', place.url, () =>
      settings.keepsMasterKey ? rotateKept(settings.dataDir, place.url) : rotateGiven(settings, place.url),
    );
  } finally {
    await place.stop();
  }
}

async function rotateGiven(settings: Settings, ownerUrl: string): Promise<void> {
  await rotateMasterKey(ownerUrl, settings, { say });
  tellReplaced(settings.dataDir, settings);
}

async function rotateKept(dataDir: string, ownerUrl: string): Promise<void> {
  if (await isAtWork(ownerUrl))
    throw new SettingsError(
      'A desk is at work on this database. Stop it, rotate, and start it again: it reads the key it keeps when it starts.',
    );
  beginNextMasterKey(dataDir);
  const masters = keptMasterKeys(dataDir);
  // Nobody else has to read the new keys first.
  await rotateMasterKey(ownerUrl, masters, { settleMs: 0, say, done: 'Done.' });
  tellReplaced(dataDir, masters);
}

/** A start without RELINK_MASTER_KEY takes the key that is kept: from now on that is the new one. */
function tellReplaced(dataDir: string, { masterKey, previousMasterKey }: MasterKeys): void {
  if (previousMasterKey === undefined) return;
  const aside = replaceKeptMasterKey(dataDir, masterKey, previousMasterKey);
  if (aside !== undefined)
    say(
      `The new key is in master.key of ${dataDir}, for starts without RELINK_MASTER_KEY. The one before is kept as ${aside}: backups from before open with it. Delete it with the last of them.`,
    );
}

async function isAtWork(ownerUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select 1 from pg_stat_activity where datname = current_database() and application_name like 'relink%'`,
    );
    return rows.length > 0;
  } finally {
    await client.end();
  }
}

async function placeOf({ ownerUrl, dataDir }: Settings): Promise<Place> {
  if (ownerUrl !== undefined) return { url: ownerUrl, stop: () => Promise.resolve() };
  const own = await openOwnDatabase(dataDir);
  if (!own) throw new SettingsError("DATABASE_URL: rotating needs the owner's connection.");
  return own;
}
