import { SettingsError } from '../config/settings.ts';
import { type DataKeyRow, firstDataKey, type MasterKeys, openDataKey, READ_DATA_KEYS } from './data-keys.ts';
import { openWith } from './sealed.ts';

type Wrapped = { account_id: string; wrapped: Buffer };
type Connection = { query(text: string): Promise<{ rows: unknown[] }> };

/** What a start says that was given another master key than it needs. */
export const WRONG_MASTER_KEY =
  'RELINK_MASTER_KEY: this is not the key that the keys of this database are wrapped with. Start with the one it was set up with; while it is rotated, give the one before as RELINK_MASTER_KEY_PREVIOUS until rotate says that it may go. Without RELINK_MASTER_KEY it is the one in master.key of RELINK_DATA_DIR.';

/**
 * Tries the master keys on every data key that the database has, or, where it has none yet, on one customer's: with
 * another key, what was sealed could not be opened again, and what is sealed from now on not by who has the right one.
 * Throws {@link SettingsError}.
 */
export async function checkMasterKey(connection: Connection, masters: MasterKeys): Promise<void> {
  if (await has(connection, 'data_key')) {
    const rows = (await connection.query(READ_DATA_KEYS)).rows as DataKeyRow[];
    if (rows.some((row) => openDataKey(row, masters) === undefined))
      throw new SettingsError(WRONG_MASTER_KEY);
    if (rows.length > 0) return;
  }
  if ((await firstMasterKey(connection, masters)) === undefined) throw new SettingsError(WRONG_MASTER_KEY);
}

/** Which of the master keys a database from before data keys was set up with; undefined where neither was. */
export async function firstMasterKey(
  connection: Connection,
  { masterKey, previousMasterKey }: MasterKeys,
): Promise<Buffer | undefined> {
  if (!(await has(connection, 'audit_key'))) return masterKey;
  const { rows } = await connection.query('select account_id, wrapped from audit_key limit 1');
  const [row] = rows as Wrapped[];
  if (!row) return masterKey;
  for (const master of [masterKey, previousMasterKey])
    if (master !== undefined)
      try {
        openWith(firstDataKey(master, 'customer keys'), row.account_id, row.wrapped);
        return master;
      } catch {
        // It was the other one, or neither.
      }
  return undefined;
}

async function has(connection: Connection, table: string): Promise<boolean> {
  const { rows } = await connection.query(
    `select 1 from pg_tables where schemaname = 'public' and tablename = '${table}'`,
  );
  return rows.length > 0;
}
