import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@relink/embedded-postgres';
import { RUN } from './run.ts';
import { runDesk } from './run-desk.ts';
import { unpackBrowser } from './unpack-browser.ts';

/**
 * One browser program, one PostgreSQL and one desk for the whole run, all in directories of this run alone, so that
 * two runs on one machine do not meet. Returns what takes them away again.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const undo: (() => Promise<unknown>)[] = [];
  const tearDown = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  const directory = async () => {
    const path = await mkdtemp(join(tmpdir(), 'relink-stories-'));
    undo.push(() => rm(path, { recursive: true, force: true, maxRetries: 3 }));
    return path;
  };
  try {
    const home = await directory();
    const postgres = await startPostgres({
      dataDir: await directory(),
      databaseName: 'relink',
      durable: false,
    });
    undo.push(() => postgres.stop());
    const unpacking = unpackBrowser(home);
    const desk = await runDesk(postgres.url, home);
    undo.push(() => desk.stop());
    process.env[RUN.browser] = await unpacking;
    process.env[RUN.database] = postgres.url;
    process.env[RUN.desk] = desk.url;
    process.env[RUN.printed] = desk.printed();
  } catch (error) {
    await tearDown();
    throw error;
  }
  return tearDown;
}
