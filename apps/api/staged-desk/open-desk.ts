import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningPostgres, startPostgres } from '@relink/embedded-postgres';
import pg from 'pg';
import { startServer } from '../bench/processes.ts';

/** The desk as `npm start` runs it, built: it migrates, loads the demo shop, serves and works. */
const DESK = { file: new URL('../../../dist/start.js', import.meta.url), args: [] };

/** A desk in a process of its own on a PostgreSQL of its own, and its owner's connections. */
export type StagedDesk = {
  readonly url: URL;
  readonly owner: pg.Pool;
  readonly postgres: RunningPostgres;
  /** What the desk's process was started with. */
  readonly env: Readonly<Record<string, string>>;
  /** The file outside the database that checkpoints are written to. */
  readonly witness: string;
  /** Runs SQL as the database's owner. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
};

/** Opens such a desk, lets somebody use it, and takes all of it away again, also when stopped by a signal. */
export async function withDesk<T>(
  { durable }: { readonly durable: boolean },
  use: (desk: StagedDesk) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'relink-staged-'));
  const postgres = await startPostgres({
    dataDir: join(folder, 'postgres'),
    databaseName: 'relink',
    durable,
  });
  const owner = new pg.Pool({ connectionString: postgres.url, max: 4 });
  owner.on('error', () => undefined);
  const witness = join(folder, 'witness.txt');
  const env = {
    NODE_ENV: 'test',
    DATABASE_URL: postgres.url,
    DATABASE_POOL: '24',
    RELINK_DATA_DIR: folder,
    RELINK_MASTER_KEY: randomBytes(32).toString('hex'),
    // Each caller has an address of their own, as behind a shop's proxy: nobody is throttled for somebody else.
    RELINK_TRUST_PROXY: '1',
    AUDIT_WITNESS: witness,
  };
  try {
    const server = await startServer(DESK, env);
    const desk: StagedDesk = {
      url: new URL(server.url),
      owner,
      postgres,
      env,
      witness,
      sql: async (text, values) => (await owner.query<Record<string, unknown>>(text, values)).rows,
    };
    try {
      return await Promise.race([use(desk), stopped()]);
    } finally {
      await server.stop();
    }
  } finally {
    await owner.end();
    await postgres.stop();
    for (const gone of [postgres.dataDir, folder]) await rm(gone, { recursive: true, force: true });
  }
}

/** Rejects when somebody stops the programme, so that it cleans up first. */
function stopped(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => reject(new Error(`Stopped by ${signal}.`)));
  });
}
