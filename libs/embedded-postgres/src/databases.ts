import pg from 'pg';
import { superuser } from './create-cluster.ts';

/** Where to reach a running server, and as whom. */
export interface Access {
  port: number;
  password: string;
}

/** The database that PostgreSQL makes by itself, for work on the cluster as a whole. */
const maintenance = 'postgres';

/** The superuser's URL of a database on this server. Holds the password: never for a log. */
export function urlOf({ port, password }: Access, database: string): string {
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/** Whether the server lets us in; throws what it, or the network, says otherwise. */
export async function greet(access: Access): Promise<void> {
  await withClient(access, (client) => client.query('SELECT 1'));
}

/**
 * Makes a database, as a copy of `template` if one is named (nobody may be connected to that).
 * @throws pg's DatabaseError 42P04 when the name is taken, 55006 when the template is in use.
 */
export async function createDatabase(access: Access, name: string, template?: string): Promise<string> {
  const from = template === undefined ? '' : ` TEMPLATE ${pg.escapeIdentifier(template)}`;
  await withClient(access, (client) => client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}${from}`));
  return urlOf(access, name);
}

/** Makes a database unless there is one of that name. */
export async function ensureDatabase(access: Access, name: string): Promise<string> {
  const found = await withClient(access, (client) =>
    client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]),
  );
  return found.rowCount === 0 ? createDatabase(access, name) : urlOf(access, name);
}

async function withClient<T>(access: Access, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: access.port,
    user: superuser,
    password: access.password,
    database: maintenance,
    // Otherwise a PGSSLMODE of whoever started Node would decide.
    ssl: false,
    connectionTimeoutMillis: 5_000,
  });
  // A connection that breaks also rejects the query under way; unheard, the event would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    // Not awaited: the end of a connection that never was may never be told.
    void client.end().catch(() => undefined);
    throw error;
  }
  return work(client).finally(() => client.end());
}
