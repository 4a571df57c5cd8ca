import { SettingsError } from '../config/settings.ts';
import { Sealing } from './sealing.ts';

type Wrapped = { account_id: string; wrapped: Buffer };
type Connection = { query(text: string): Promise<{ rows: unknown[] }> };

/**
 * Tries the master key on one of the customer keys that the database has: with another key, what was sealed could not be
 * opened again, and what is sealed from now on not by who has the right one. Throws {@link SettingsError}.
 */
export async function checkMasterKey(connection: Connection, masterKey: Buffer): Promise<void> {
  const made = await connection.query(
    `select 1 from pg_tables where schemaname = 'public' and tablename = 'audit_key'`,
  );
  if (made.rows.length === 0) return;
  const { rows } = await connection.query('select account_id, wrapped from audit_key limit 1');
  const [row] = rows as Wrapped[];
  if (!row) return;
  try {
    new Sealing({ masterKey }).unwrapCustomerKey(row.account_id, row.wrapped);
  } catch {
    throw new SettingsError(
      'RELINK_MASTER_KEY: this is not the key that the keys of this database are wrapped with. Start with the one it was set up with.',
    );
  }
}
