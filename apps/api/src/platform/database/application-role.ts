import { Client, type Pool } from 'pg';
import { LOCKS } from './advisory-locks.ts';
import { firstDataKey, type MasterKeys } from '../sealing/data-keys.ts';
import { rolePasswordOf } from '../sealing/ensure-data-keys.ts';
import { runSql } from './named-statement.ts';

/** The role that the application signs in to PostgreSQL with: no DDL, and the audit log only to add to. */
export const APPLICATION_ROLE = 'relink_app';

const MOST_ATTEMPTS = 5;

/** The database is not as the application needs it; the message says what to do. */
export class DatabaseSetUpError extends Error {}

/**
 * The application role's own connection, derived from the owner's: the same database, another user. With the password
 * that it has under the first master key; {@link findApplicationUrl} knows it after a rotation too.
 */
export function applicationUrl(ownerUrl: string, masterKey: Buffer): string {
  return withPassword(ownerUrl, firstDataKey(masterKey, 'database role').toString('base64url'));
}

/** The same, with the password as it is kept in the database, whichever master key it is wrapped with by now. */
export async function findApplicationUrl(ownerUrl: string, masters: MasterKeys): Promise<string> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return withPassword(ownerUrl, await rolePasswordOf(client, masters));
  } finally {
    await client.end();
  }
}

function withPassword(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = APPLICATION_ROLE;
  url.password = password;
  return url.toString();
}

/** Makes the role, or brings its password up to date. Needs an owner that may create roles. */
export async function ensureApplicationRole(ownerUrl: string, masters: MasterKeys): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await makeRole(ownerUrl, masters);
      return;
    } catch (fault) {
      // Roles are the whole server's, and an advisory lock is one database's: another desk's start may be in between.
      if (attempt === MOST_ATTEMPTS || !isOfAnotherStart(fault)) throw fault;
    }
  }
}

/** XX000 is what PostgreSQL says of a catalogue row that another transaction has just written; 23505 of one it has made. */
function isOfAnotherStart(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && (fault.code === 'XX000' || fault.code === '23505');
}

async function makeRole(ownerUrl: string, masters: MasterKeys): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // eslint-disable-next-line no-restricted-syntax -- The role is made before there is an application to have transactions.
    await client.query('begin');
    // Two desks starting at once would both try to create it.
    await client.query(`select pg_advisory_xact_lock(${String(LOCKS.applicationRole)})`);
    const exists = await client.query('select 1 from pg_roles where rolname = $1', [APPLICATION_ROLE]);
    // Only a superuser may alter such attributes, also to what they are: an owner who is none says them once.
    const made =
      exists.rowCount === 0 ? 'create role %s nosuperuser nocreatedb nocreaterole' : 'alter role %s';
    await client.query(
      `${made.replace('%s', APPLICATION_ROLE)} login password ${client.escapeLiteral(await rolePasswordOf(client, masters))}`,
    );
    // What every transaction of the desk counts on: a statement after a lock sees what was committed before the lock.
    await client.query(`alter role ${APPLICATION_ROLE} set default_transaction_isolation = 'read committed'`);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

/**
 * Checked at every start, as the application role itself: a desk that could rewrite its own log must not serve.
 * Throws {@link DatabaseSetUpError}.
 */
export async function checkApplicationRole(pool: Pool): Promise<void> {
  const [row] = await runSql<{ faults: string[] }>(
    pool,
    `select array_remove(array[
       case when (select rolsuper from pg_roles where rolname = current_user) then 'it is a superuser' end,
       case when has_schema_privilege('public', 'create') then 'it may create tables' end,
       case when has_table_privilege('audit_event', 'update') then 'it may update audit_event' end,
       case when has_table_privilege('audit_event', 'delete') then 'it may delete from audit_event' end,
       case when has_table_privilege('audit_event', 'truncate') then 'it may empty audit_event' end,
       case when exists (select from unnest(array['audit_leaf', 'audit_node', 'audit_checkpoint', 'audit_signing_key']) t,
         unnest(array['update', 'delete', 'truncate']) p where has_table_privilege(t, p)) then 'it may rewrite what proves the log' end,
       case when not has_table_privilege('audit_event', 'insert') then 'it cannot write audit_event' end,
       case when not has_schema_privilege('graphile_worker', 'usage') then 'it cannot use the job queue' end,
       case when current_setting('transaction_isolation') <> 'read committed' then 'its transactions are not READ COMMITTED' end
     ], null) as faults`,
  );
  if (row && row.faults.length > 0)
    throw new DatabaseSetUpError(
      `The application's database role is not as it must be: ${row.faults.join('; ')}. Run the migrations as the owner and connect as ${APPLICATION_ROLE}.`,
    );
  // Adding a job needs rights on the queue's own tables behind row level security: only trying shows it.
  await runSql(pool, `select graphile_worker.add_job('start_up_check', job_key := 'start-up-check')`);
}
