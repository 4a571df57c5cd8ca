import { readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { RunningPostgres } from '@relink/embedded-postgres';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';
import { notesIn, openCheckpoint, parseKey } from '../verifier/verify.mjs';
import type { StagedDesk } from '../staged-desk/open-desk.ts';

/** A database that cases are made from, with the log as a running desk had it at one moment. */
export type LogCopy = {
  readonly database: string;
  /** What the witness had just before. */
  readonly witness: readonly string[];
  /** Under the last witnessed checkpoint: so many leaves, and whatever is dated before this. */
  readonly covered: number;
  readonly settled: Date;
  /** How old the oldest event was that no witnessed checkpoint covered yet, in milliseconds. */
  readonly exposedMs: number;
};

const TABLES = [
  'audit_event',
  'audit_leaf',
  'audit_node',
  'audit_checkpoint',
  'audit_signing_key',
  'audit_sequencing',
];
const EXPOSED = `select coalesce(extract(epoch from now() - min(e.at)) * 1000, 0)::float8 as ms
  from audit_event e left join audit_leaf l on l.event_id = e.id where l.seq is null or l.seq >= $1`;

/** Copies the log of the running desk as one snapshot sees it; `empty` is a migrated database. */
export async function copyLog(
  desk: StagedDesk,
  key: string,
  { empty, database }: { readonly empty: string; readonly database: string },
): Promise<LogCopy> {
  // Read first: whatever the witness has by now is in the database too.
  const witness = notesIn(readFileSync(desk.witness, 'utf8'));
  const { size: covered, settled } = lastOf(witness, key);
  const url = await desk.postgres.createDatabase(database, empty);
  const [source, target] = [await connected(desk.postgres.url), await connected(url)];
  try {
    // One snapshot for all tables.
    await source.query('begin isolation level repeatable read read only');
    await target.query(`truncate ${TABLES.join(', ')}`);
    for (const table of TABLES)
      await pipeline(
        source.query(to(`copy (select * from ${table}) to stdout (format binary)`)),
        target.query(from(`copy ${table} from stdin (format binary)`)),
      );
    const { rows } = await source.query<{ ms: number }>(EXPOSED, [covered]);
    return { database, witness, covered, settled: new Date(settled), exposedMs: rows[0]?.ms ?? 0 };
  } finally {
    await source.end();
    await target.end();
  }
}

/** What the newest note of the witness says. */
export function lastOf(
  witness: readonly string[],
  key: string,
): { readonly size: number; readonly settled: number } {
  const own = parseKey(key);
  const last = own && openCheckpoint(witness.at(-1) ?? '', own);
  if (last === null || typeof last === 'string' || last.settled === null)
    throw new Error('The newest note of the witness is none of this log.');
  return { size: last.size, settled: last.settled };
}

/** Lets something be done with a copy of a database, which is gone afterwards. */
export async function withCopy<T>(
  postgres: RunningPostgres,
  owner: pg.Pool,
  template: string,
  use: (db: pg.Pool) => Promise<T>,
): Promise<T> {
  const database = 'tamper_case';
  const url = await postgres.createDatabase(database, template);
  const db = new pg.Pool({ connectionString: url, max: 2 });
  db.on('error', () => undefined);
  try {
    return await use(db);
  } finally {
    await db.end();
    await owner.query(`drop database ${database} with (force)`);
  }
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
