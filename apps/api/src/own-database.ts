import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { joinPostgres, startPostgres } from '@relink/embedded-postgres';
import type { Settings } from './platform/config/settings.ts';

/** A database for a command, and how it is let go again. */
export type Place = { readonly url: string; readonly stop: () => Promise<void> };

/**
 * The owner's connection to the database that `npm start` brought along: on the server of a running desk, else on one
 * that is started for this command. Undefined where there is none. Throws what `startPostgres` throws.
 */
export async function openOwnDatabase(dataDir: string): Promise<Place | undefined> {
  return existsSync(join(dataDir, 'postgres')) ? await ownDatabase(dataDir) : undefined;
}

/** The same, made where there is none. */
export async function ownDatabase(dataDir: string): Promise<Place> {
  const place = { dataDir: join(dataDir, 'postgres'), databaseName: 'relink' };
  const joined = await joinPostgres(place);
  if (joined !== null) return { url: joined, stop: () => Promise.resolve() };
  const postgres = await startPostgres(place);
  return { url: postgres.url, stop: () => postgres.stop() };
}

/** Lets a command work on the database of the settings, or, where they name none, on the desk's own. */
export async function withDatabase<T>(
  settings: Settings,
  work: (settings: Settings) => Promise<T>,
): Promise<T> {
  const named = settings.ownerUrl !== undefined || settings.appUrl !== undefined;
  const own = named ? undefined : await openOwnDatabase(settings.dataDir);
  try {
    return await work(own ? { ...settings, ownerUrl: own.url } : settings);
  } finally {
    await own?.stop();
  }
}
