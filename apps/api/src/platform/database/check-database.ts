import { Client } from 'pg';
import { checkMasterKey } from '../sealing/check-master-key.ts';
import type { MasterKeys } from '../sealing/data-keys.ts';
import { type Settings, SettingsError } from '../config/settings.ts';
import { DatabaseSetUpError, findApplicationUrl } from './application-role.ts';
import { DERIVED, explainingFaults } from './explain-fault.ts';

const PATIENCE_MS = 5000;

/** The application's connection and where it comes from: given, or derived from the owner's. Throws SettingsError. */
export async function applicationConnection({
  appUrl,
  ownerUrl,
  ...masters
}: Pick<Settings, 'appUrl' | 'ownerUrl'> & MasterKeys): Promise<{ url: string; from: string }> {
  if (appUrl !== undefined) return { url: appUrl, from: 'DATABASE_APP_URL' };
  if (ownerUrl === undefined) throw new SettingsError('DATABASE_APP_URL: say which database to connect to.');
  return {
    url: await explainingFaults('DATABASE_URL', ownerUrl, () => findApplicationUrl(ownerUrl, masters)),
    from: DERIVED,
  };
}

/**
 * Looked at before anything else starts, as the application's role: the database answers, is migrated, and its keys open
 * with the master key. `from` names where the address comes from. Throws DatabaseSetUpError or SettingsError.
 */
export async function checkDatabase(
  { url, from }: { url: string; from: string },
  masters: MasterKeys,
): Promise<void> {
  await explainingFaults(from, url, async () => {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
    await client.connect();
    try {
      const { rows } = await client.query(
        `select 1 from pg_tables where schemaname = 'public' and tablename = 'audit_event'`,
      );
      if (rows.length === 0)
        throw new DatabaseSetUpError('The database has no tables of the desk yet: run migrate first.');
      await checkMasterKey(client, masters);
    } finally {
      await client.end();
    }
  });
}
