import { runMigrations } from 'graphile-worker';
import { Client } from 'pg';
import { APPLICATION_ROLE, DatabaseSetUpError, ensureApplicationRole } from './application-role.ts';
import { ownerDataSource } from './data-source.ts';

const OLDEST_POSTGRES = 15;

/** Brings the schema up to date as the owner: role, tables, job queue, and what the role may do there. Safe to repeat. Throws DatabaseSetUpError. */
export async function migrate(ownerUrl: string, masterKey: Buffer): Promise<void> {
  await checkVersion(ownerUrl);
  await ensureApplicationRole(ownerUrl, masterKey);
  const source = await ownerDataSource(ownerUrl).initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
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

async function checkVersion(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
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
  } finally {
    await client.end();
  }
}
