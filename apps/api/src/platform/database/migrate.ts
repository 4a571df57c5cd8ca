import { runMigrations } from 'graphile-worker';
import { Client } from 'pg';
import {
  APPLICATION_ROLE,
  DatabaseSetUpError,
  ensureApplicationRole,
  ensureSignIn,
} from './application-role.ts';
import { checkMasterKey } from '../sealing/check-master-key.ts';
import type { MasterKeys } from '../sealing/data-keys.ts';
import { ensureDataKeys } from '../sealing/ensure-data-keys.ts';
import { ownerDataSource } from './data-source.ts';
import { explainingFaults } from './explain-fault.ts';

const OLDEST_POSTGRES = 15;
const PATIENCE_MS = 5000;

/** Brings the schema up to date as the owner: role, tables, job queue, and what the role may do there. Safe to repeat. Throws DatabaseSetUpError, or SettingsError for another master key. */
export function migrate(ownerUrl: string, masterKey: Buffer, previousMasterKey?: Buffer): Promise<void> {
  return explainingFaults('DATABASE_URL', ownerUrl, () =>
    migrateAll(ownerUrl, { masterKey, previousMasterKey }),
  );
}

async function migrateAll(ownerUrl: string, masters: MasterKeys): Promise<void> {
  await checkServer(ownerUrl, masters);
  await ensureApplicationRole(ownerUrl, masters);
  await ensureSignIn(ownerUrl, masters);
  const source = await ownerDataSource(ownerUrl).initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
  await ensureDataKeys(ownerUrl, masters);
  await runMigrations({ connectionString: ownerUrl });
  await grantJobQueue(ownerUrl);
}

/** The queue's tables have row level security without a policy, so only their owner could use them. */
async function grantJobQueue(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`
      grant usage on schema graphile_worker to ${APPLICATION_ROLE};
      grant select, insert, update, delete on all tables in schema graphile_worker to ${APPLICATION_ROLE};
      grant usage, select on all sequences in schema graphile_worker to ${APPLICATION_ROLE};
      grant execute on all functions in schema graphile_worker to ${APPLICATION_ROLE};
      do $$
      declare t record;
      begin
        for t in select tablename from pg_tables where schemaname = 'graphile_worker' and rowsecurity loop
          if not exists (select 1 from pg_policies
              where schemaname = 'graphile_worker' and tablename = t.tablename and policyname = '${APPLICATION_ROLE}') then
            execute format('create policy ${APPLICATION_ROLE} on graphile_worker.%I to ${APPLICATION_ROLE} using (true) with check (true)', t.tablename);
          end if;
        end loop;
      end $$`);
  } finally {
    await client.end();
  }
}

/** Before anything is changed: with a wrong master key nothing could be opened. */
async function checkServer(ownerUrl: string, masters: MasterKeys): Promise<void> {
  const client = new Client({ connectionString: ownerUrl, connectionTimeoutMillis: PATIENCE_MS });
  await client.connect();
  try {
    const { rows } = await client.query<{ number: number; name: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
    );
    const [version] = rows;
    if (version && version.number < OLDEST_POSTGRES * 10_000)
      throw new DatabaseSetUpError(
        `Relink needs PostgreSQL ${String(OLDEST_POSTGRES)} or later; the server of DATABASE_URL is ${version.name}.`,
      );
    await checkMasterKey(client, masters);
  } finally {
    await client.end();
  }
}
