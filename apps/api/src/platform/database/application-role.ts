import { Client, type Pool } from 'pg';
import { LOCKS } from './advisory-locks.ts';
import { firstDataKey, type MasterKeys } from '../sealing/data-keys.ts';
import { rolePasswordOf } from '../sealing/ensure-data-keys.ts';
import { runSql } from './named-statement.ts';

/**
 * The role that has the application's rights, on every database of a server: no DDL, and the audit log only to add to.
 * The application signs in as it, or, where its password follows from another desk's key, as the database's own role.
 */
export const APPLICATION_ROLE = 'relink_app';

/** The role of one database alone, named by its oid: a renamed database keeps it, and no other one ever has it. */
const OWN_ROLE = `(select '${APPLICATION_ROLE}_' || oid from pg_database where datname = current_database())`;
const PATIENCE_MS = 5000;
const MOST_ATTEMPTS = 5;

/** The database is not as the application needs it; the message says what to do. */
export class DatabaseSetUpError extends Error {}

/**
 * The application role's own connection, derived from the owner's: the same database, another user. With the password
 * that it has under the first master key; {@link findApplicationUrl} knows it after a rotation too.
 */
export function applicationUrl(ownerUrl: string, masterKey: Buffer): string {
  return signedInAs(
    ownerUrl,
    APPLICATION_ROLE,
    firstDataKey(masterKey, 'database role').toString('base64url'),
  );
}

/** The same, as the role that this database's desk signs in as, with the password that is kept in the database. */
export function findApplicationUrl(ownerUrl: string, masters: MasterKeys): Promise<string> {
  return asOwner(ownerUrl, async (client) => {
    const own = await ownRole(client);
    return signedInAs(
      ownerUrl,
      own.exists ? own.name : APPLICATION_ROLE,
      await rolePasswordOf(client, masters),
    );
  });
}

/**
 * Makes the role where the server has none yet. One that is there is left its password, whatever that is: processes of
 * this desk and of others sign in with it. Needs an owner that may create roles.
 */
export function ensureApplicationRole(ownerUrl: string, masters: MasterKeys): Promise<void> {
  return besideOtherStarts(ownerUrl, async (client) => {
    const { rows } = await client.query<{ isolated: boolean }>(
      `select coalesce('default_transaction_isolation=read committed' = any (rolconfig), false) as isolated
         from pg_roles where rolname = $1`,
      [APPLICATION_ROLE],
    );
    if (!rows[0]) await createRole(client, APPLICATION_ROLE, await rolePasswordOf(client, masters));
    else if (!rows[0].isolated) await isolate(client, APPLICATION_ROLE);
  });
}

/**
 * Sees to it that the application can sign in with the password that is kept in this database. Where the shared role has
 * another one (another desk of the server made it under its own key, or the shop gave it one), the database gets a role
 * of its own with the same rights. No other role may connect, but the owner and whom the shop lets in by name. After
 * {@link ensureApplicationRole}; safe to repeat.
 */
export async function ensureSignIn(ownerUrl: string, masters: MasterKeys): Promise<void> {
  const { own, password } = await asOwner(ownerUrl, async (client) => ({
    own: await ownRole(client),
    password: await rolePasswordOf(client, masters),
  }));
  const shares = !own.exists && (await canSignIn(signedInAs(ownerUrl, APPLICATION_ROLE, password)));
  await besideOtherStarts(ownerUrl, async (client) => {
    const { name, exists } = await ownRole(client);
    if (!shares) {
      // Nobody but this desk signs in as it, and always with the kept password: this only mends it after a restore.
      if (exists) await client.query(`alter role ${name} login password ${client.escapeLiteral(password)}`);
      else await createRole(client, name, password);
      await takeSharedRights(client, name);
    }
    await shutToOthers(client, shares ? APPLICATION_ROLE : name);
  });
}

/**
 * Each session of a desk's own role acts as the shared role, whose rights it does not inherit: so it may connect where it
 * was let in by name, and to no neighbour's database.
 */
async function takeSharedRights(client: Client, name: string): Promise<void> {
  await client.query(`alter role ${name} noinherit`);
  await client.query(`grant ${APPLICATION_ROLE} to ${name}`);
  await client.query(`alter role ${name} set role = ${APPLICATION_ROLE}`);
}

/**
 * A new database lets every role of the server connect. One that was used that way keeps letting the shared role in, whose
 * password the shop may have chosen (DATABASE_APP_URL).
 */
async function shutToOthers(client: Client, role: string): Promise<void> {
  const { rows } = await client.query<{ database: string; open: boolean; used: boolean }>(
    `select quote_ident(current_database()) as database, to_regclass('agent') is not null as used,
       has_database_privilege('public', current_database(), 'connect') as open`,
  );
  const [at] = rows;
  if (!at) throw new Error('The database does not say which one it is.');
  await client.query(`grant connect on database ${at.database} to ${role}`);
  if (!at.open) return;
  if (at.used) await client.query(`grant connect on database ${at.database} to ${APPLICATION_ROLE}`);
  await client.query(`revoke connect on database ${at.database} from public`);
}

function signedInAs(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  return url.toString();
}

async function ownRole(client: Client): Promise<{ readonly name: string; readonly exists: boolean }> {
  const { rows } = await client.query<{ name: string; exists: boolean }>(
    `select own as name, exists (select from pg_roles where rolname = own) as exists from ${OWN_ROLE} as named (own)`,
  );
  const [row] = rows;
  if (!row) throw new Error('The database does not say which one it is.');
  return row;
}

/** Whether the server takes this user and password. Throws what else went wrong. */
async function canSignIn(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
  try {
    await client.connect();
    return true;
  } catch (fault) {
    if (isSignInRefused(fault)) return false;
    // Said after the password was taken, of a database that nobody was let into yet.
    if (isOf(fault, '42501')) return true;
    throw fault;
  } finally {
    await client.end();
  }
}

/** As the server says it of a wrong password, of a role that may not sign in, and of a line of pg_hba.conf that is missing. */
function isSignInRefused(fault: unknown): boolean {
  return isOf(fault, '28P01', '28000');
}

function isOf(fault: unknown, ...codes: readonly string[]): boolean {
  return fault instanceof Error && 'code' in fault && codes.includes(String(fault.code));
}

async function createRole(client: Client, name: string, password: string): Promise<void> {
  await client.query(
    `create role ${name} nosuperuser nocreatedb nocreaterole login password ${client.escapeLiteral(password)}`,
  );
  await isolate(client, name);
}

/** What every transaction of the desk counts on: a statement after a lock sees what was committed before the lock. */
async function isolate(client: Client, name: string): Promise<void> {
  await client.query(`alter role ${name} set default_transaction_isolation = 'read committed'`);
}

async function asOwner<T>(ownerUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Roles are the whole server's, and an advisory lock is one database's: another desk's start may be in between. */
async function besideOtherStarts(ownerUrl: string, work: (client: Client) => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await asOwner(ownerUrl, async (client) => {
        // eslint-disable-next-line no-restricted-syntax -- The role is made before there is an application to have transactions.
        await client.query('begin');
        // Two starts of one desk at once would both try to create it.
        await client.query(`select pg_advisory_xact_lock(${String(LOCKS.applicationRole)})`);
        await work(client);
        await client.query('commit');
      });
      return;
    } catch (fault) {
      if (attempt === MOST_ATTEMPTS || !isOfAnotherStart(fault)) throw fault;
    }
  }
}

/** XX000 is what PostgreSQL says of a catalogue row that another transaction has just written; 23505 and 42710 of one it has made. */
function isOfAnotherStart(fault: unknown): boolean {
  return isOf(fault, 'XX000', '23505', '42710');
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
