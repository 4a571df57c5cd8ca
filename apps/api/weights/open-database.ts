import { join } from 'node:path';
import { DataDirectoryHeld, joinPostgres, startPostgres } from '@relink/embedded-postgres';
import type { Settings } from '../src/platform/config/settings.ts';

/** The desk's database, under its owner's name; `stop` ends what was started for this command alone. */
export type Database = { readonly url: string; readonly stop: () => Promise<void> };

/** DATABASE_URL, or the desk's own server: that of a running desk, else started for this command. */
export async function openDatabase({ ownerUrl, dataDir }: Settings): Promise<Database> {
  if (ownerUrl !== undefined) return { url: ownerUrl, stop: () => Promise.resolve() };
  const place = { dataDir: join(dataDir, 'postgres'), databaseName: 'relink' };
  try {
    const postgres = await startPostgres(place);
    return { url: postgres.url, stop: () => postgres.stop() };
  } catch (error) {
    const url = error instanceof DataDirectoryHeld ? await joinPostgres(place) : null;
    if (url === null) throw error;
    return { url, stop: () => Promise.resolve() };
  }
}
