import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningPostgres, startPostgres } from '@relink/embedded-postgres';
import { migrate } from '../../src/platform/database/migrate.ts';
import { MASTER_KEY, TEMPLATE } from './test-desk.ts';

declare global {
  var relinkPostgres: RunningPostgres | undefined;
}

/** One PostgreSQL for the whole run, with a migrated template that each spec file copies. */
export default async function start(): Promise<void> {
  const postgres = await startPostgres({
    dataDir: mkdtempSync(join(tmpdir(), 'relink-test-')),
    databaseName: 'relink',
    durable: false,
  });
  globalThis.relinkPostgres = postgres;
  await migrate(await postgres.createDatabase(TEMPLATE), Buffer.from(MASTER_KEY, 'hex'));
  process.env['RELINK_TEST_POSTGRES'] = postgres.url;
}
