import { join } from 'node:path';
import { DataDirectoryHeld, joinPostgres, startPostgres } from '@relink/embedded-postgres';
import type { MatchSource } from '@relink/domain';
import { Pool } from 'pg';
import { readSourcesAfter } from '../src/features/duplicates/match-sources.repository.ts';
import { readSettings } from '../src/platform/config/settings.ts';

const AT_A_TIME = 5000;
const FIRST = '00000000-0000-0000-0000-000000000000';

type Database = { readonly url: string; readonly stop: () => Promise<void> };

/** The first accounts of a realm of the desk's own database, at most so many. Reads only. */
export async function sourcesOfDatabase(realm: string, most: number): Promise<MatchSource[]> {
  const database = await openDatabase();
  const pool = new Pool({ connectionString: database.url, max: 1 });
  try {
    const sources: MatchSource[] = [];
    let last = FIRST;
    while (sources.length < most) {
      const batch = await readSourcesAfter(pool, last, AT_A_TIME);
      const end = batch.at(-1);
      if (end === undefined) break;
      last = end.source.id;
      sources.push(...batch.filter((one) => one.realm === realm).map(({ source }) => source));
    }
    return sources.slice(0, most);
  } finally {
    await pool.end();
    await database.stop();
  }
}

/** DATABASE_URL, or the desk's own server: that of a running desk, else started for this command. */
async function openDatabase(): Promise<Database> {
  const { ownerUrl, dataDir } = readSettings(process.env);
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
