import { Client } from 'pg';
import { v5 as uuidv5 } from 'uuid';
import { SettingsError } from '../config/settings.ts';
import { firstMasterKey, WRONG_MASTER_KEY } from './check-master-key.ts';
import {
  contextOf,
  DATA_KEY_USES,
  type DataKeyRow,
  fingerprintOf,
  firstDataKey,
  type MasterKeys,
  openDataKey,
  READ_DATA_KEYS,
  wrappingKeyOf,
} from './data-keys.ts';
import { sealWith } from './sealed.ts';

// Any fixed one: two starts at once make the same first key of a use, and one of them keeps it.
const NAMES = '5f3e5c1a-6a0e-5b52-9d0a-3b6f5d8f2c11';
const INSERT = `insert into data_key (id, use, wrapped, made_under, made_at) select $1, $2, $3, $4, 'epoch'
  where not exists (select from data_key where use = $2) on conflict do nothing`;

/** Keeps the first data key of each use, derived as everything before data keys was. As the owner; safe to repeat. */
export async function ensureDataKeys(ownerUrl: string, masters: MasterKeys): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const kept = (await client.query<DataKeyRow>(READ_DATA_KEYS)).rows;
    const missing = DATA_KEY_USES.filter((use) => kept.every((row) => row.use !== use));
    if (missing.length === 0) return;
    const first = await firstMasterKey(client, masters);
    if (!first) throw new SettingsError(WRONG_MASTER_KEY);
    for (const use of missing) {
      const id = uuidv5(use, NAMES);
      const wrapped = sealWith(wrappingKeyOf(first), contextOf({ id, use }), firstDataKey(first, use));
      await client.query(INSERT, [id, use, wrapped, fingerprintOf(first)]);
    }
  } finally {
    await client.end();
  }
}

/**
 * The password of the application's role: the data key of that use, so that a rotation of the master key cuts off nobody.
 * Where none is kept yet, or none that can be opened, what it is derived as.
 */
export async function rolePasswordOf(
  connection: { query(text: string): Promise<{ rows: unknown[] }> },
  masters: MasterKeys,
): Promise<string> {
  const { rows: made } = await connection.query(`select to_regclass('public.data_key') is not null as made`);
  const [table] = made as { made: boolean }[];
  const rows = table?.made === true ? ((await connection.query(READ_DATA_KEYS)).rows as DataKeyRow[]) : [];
  const row = rows.find(({ use }) => use === 'database role');
  const kept = row && openDataKey(row, masters);
  if (kept) return kept.toString('base64url');
  const first = (await firstMasterKey(connection, masters)) ?? masters.masterKey;
  return firstDataKey(first, 'database role').toString('base64url');
}
