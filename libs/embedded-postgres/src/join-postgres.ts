import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { greet, urlOf } from './databases.ts';
import { placeData } from './place-data.ts';

/**
 * The superuser's URL of a database on the server that another process runs on this data directory, for a command
 * beside a running desk; null when none answers there. Holds the password: never for a log.
 */
export async function joinPostgres(options: {
  dataDir: string;
  databaseName: string;
}): Promise<string | null> {
  const { home } = await placeData(resolve(options.dataDir), () => undefined);
  const read = (name: string) => readFile(join(home, name), 'utf8').catch(() => undefined);
  const [port, password] = [await read('port'), await read('superuser-password')];
  if (port === undefined || password === undefined) return null;
  const access = { port: Number.parseInt(port, 10), password: password.trim() };
  try {
    await greet(access);
  } catch {
    return null;
  }
  return urlOf(access, options.databaseName);
}
