import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { LOCKS } from '../database/advisory-locks.ts';
import { SettingsError } from '../config/settings.ts';
import { checkMasterKey } from './check-master-key.ts';
import {
  contextOf,
  type DataKeyRow,
  type DataKeyUse,
  fingerprintOf,
  type MasterKeys,
  openDataKey,
  READ_DATA_KEYS,
  wrappingKeyOf,
} from './data-keys.ts';
import { FOLLOW_MS } from './follow-data-keys.ts';
import { openWithAny, sealWith } from './sealed.ts';

const BATCH = 1_000;
/** By then every process that runs has looked at the data keys again. */
const SETTLE_MS = 3 * FOLLOW_MS;
const PREVIOUS_MAY_GO =
  'Done. RELINK_MASTER_KEY_PREVIOUS may be removed from every process now, and the previous key destroyed once no backup needs it.';

/** Everything that lies sealed under a data key that a rotation changes: which column, and what it is bound to. */
const SEALED: readonly {
  readonly use: DataKeyUse;
  readonly table: string;
  readonly column: string;
  readonly id: string;
  readonly context: string;
}[] = [
  {
    use: 'customer keys',
    table: 'audit_key',
    column: 'wrapped',
    id: 'account_id',
    context: 'account_id::text',
  },
  { use: 'message secrets', table: 'message', column: 'secret_sealed', id: 'id', context: 'id::text' },
  { use: 'factor secrets', table: 'agent_factor', column: 'secret_sealed', id: 'id', context: 'id::text' },
  {
    use: 'factor secrets',
    table: 'factor_challenge',
    column: 'secret_sealed',
    id: 'session_id',
    context: 'factor_id::text',
  },
  { use: 'signing keys', table: 'audit_signing_key', column: 'sealed', id: 'origin', context: 'origin' },
];
const RENEWED: readonly DataKeyUse[] = ['customer keys', 'message secrets', 'factor secrets', 'signing keys'];

type Keys = ReadonlyMap<DataKeyUse, readonly { readonly id: string; readonly key: Buffer }[]>;

/** How long to let other processes follow; and who is told how far it is. */
export type RotationOptions = {
  readonly settleMs?: number;
  readonly say: (text: string) => void;
  /** What is said in the end. */
  readonly done?: string;
};

/**
 * Wraps every data key with the new master key, makes new ones of those that can be renewed, and seals anew what lies
 * under them, some rows at a time beside the work. May be broken off and repeated at any point: each step looks at what
 * there is. As the owner. Throws SettingsError where a master key is missing.
 */
export async function rotateMasterKey(
  ownerUrl: string,
  masters: MasterKeys,
  { settleMs = SETTLE_MS, say, done = PREVIOUS_MAY_GO }: RotationOptions,
): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await checkMasterKey(client, masters);
    const { rows } = await client.query<{ locked: boolean }>(
      `select pg_try_advisory_lock(${String(LOCKS.masterKeyRotation)}) as locked`,
    );
    if (!rows[0]?.locked) throw new SettingsError('Another rotation of the master key is running.');
    const made = await wrapDataKeys(client, masters, settleMs);
    say(
      made === 0
        ? 'The data keys are wrapped with this master key already.'
        : `Wrapped the data keys anew and made ${String(made)} new ones. Waiting until every process has read them …`,
    );
    await untilSealing(client);
    await sealAll(client, masters, say);
    // What was sealed by a process that had not looked yet.
    await wait(settleMs);
    await sealAll(client, masters, say);
    await dropSuperseded(client);
    say(done);
  } finally {
    await client.end();
  }
}

/** In one statement, so that no start ever finds half of it. Returns how many new keys there are. */
async function wrapDataKeys(client: Client, masters: MasterKeys, settleMs: number): Promise<number> {
  const master = masters.masterKey;
  const wrapping = wrappingKeyOf(master);
  const mark = fingerprintOf(master);
  const rows = (await client.query<DataKeyRow>(READ_DATA_KEYS)).rows;
  const again = rows.map((row) => {
    const key = openDataKey(row, masters);
    if (!key)
      throw new SettingsError('RELINK_MASTER_KEY_PREVIOUS: a data key opens with neither of the two keys.');
    return { id: row.id, wrapped: sealWith(wrapping, contextOf(row), key).toString('hex') };
  });
  const renew = RENEWED.filter(
    (use) => rows.find((row) => row.use === use)?.made_under.equals(mark) !== true,
  );
  const fresh = renew.map((use) => {
    const id = uuidv7();
    const wrapped = sealWith(wrapping, contextOf({ id, use }), randomBytes(32)).toString('hex');
    return { id, use, wrapped };
  });
  await client.query(
    `with again as (
       update data_key k set wrapped = decode(x.wrapped, 'hex')
         from json_to_recordset($1::json) as x (id uuid, wrapped text) where x.id = k.id)
     insert into data_key (id, use, wrapped, made_under, made_at, seals_from)
       select id, use, decode(wrapped, 'hex'), $3, clock_timestamp(), clock_timestamp() + $4 * interval '1 millisecond'
         from json_to_recordset($2::json) as x (id uuid, use text, wrapped text)`,
    [JSON.stringify(again), JSON.stringify(fresh), mark, settleMs],
  );
  return fresh.length;
}

async function untilSealing(client: Client): Promise<void> {
  const { rows } = await client.query<{ ms: number }>(
    'select greatest(0, extract(epoch from max(seals_from) - clock_timestamp()) * 1000)::float8 as ms from data_key',
  );
  await wait(Math.ceil(rows[0]?.ms ?? 0));
}

async function sealAll(client: Client, masters: MasterKeys, say: (text: string) => void): Promise<void> {
  const keys = await readKeys(client, masters);
  for (const each of SEALED) {
    const count = await sealTable(client, keys, each);
    if (count > 0) say(`${each.table}: ${String(count)} sealed anew.`);
  }
}

async function readKeys(client: Client, masters: MasterKeys): Promise<Keys> {
  const keys = new Map<DataKeyUse, { id: string; key: Buffer }[]>();
  for (const row of (await client.query<DataKeyRow>(READ_DATA_KEYS)).rows) {
    const key = openDataKey(row, masters);
    if (key) keys.set(row.use, [...(keys.get(row.use) ?? []), { id: row.id, key }]);
  }
  return keys;
}

type Row = { id: string; context: string; sealed: Buffer };

async function sealTable(
  client: Client,
  keys: Keys,
  { use, table, column, id, context }: (typeof SEALED)[number],
): Promise<number> {
  const [newest, ...older] = keys.get(use) ?? [];
  if (!newest || older.length === 0) return 0;
  const type = id === 'origin' ? 'text' : 'uuid';
  let last: string | null = null;
  let count = 0;
  for (;;) {
    const { rows }: { rows: Row[] } = await client.query<Row>(
      `select ${id}::text as id, ${context} as context, ${column} as sealed from ${table}
        where ${column} is not null and ($1::text is null or ${id} > $1::${type})
        order by ${table}.${id} limit ${String(BATCH)}`,
      [last],
    );
    const anew = rows.flatMap((row) => {
      const plain = underOlder(newest.key, older, row);
      return plain ? [{ ...row, anew: sealWith(newest.key, row.context, plain) }] : [];
    });
    // A row that was emptied or erased meanwhile, or sealed otherwise, is left as it is.
    const named = table === 'audit_key' ? `, data_key = '${newest.id}'` : '';
    await client.query(
      `update ${table} t set ${column} = x.anew${named} from unnest($1::${type}[], $2::bytea[], $3::bytea[]) as x (id, was, anew)
        where t.${id} = x.id and t.${column} = x.was`,
      [anew.map((row) => row.id), anew.map((row) => row.sealed), anew.map((row) => row.anew)],
    );
    count += anew.length;
    last = rows.at(-1)?.id ?? null;
    if (rows.length < BATCH) return count;
  }
}

/** What a row holds, where it is not sealed with the newest key yet. */
function underOlder(
  newest: Buffer,
  older: readonly { readonly key: Buffer }[],
  row: Row,
): Buffer | undefined {
  try {
    openWithAny([newest], row.context, row.sealed);
    return undefined;
  } catch {
    return openWithAny(
      older.map(({ key }) => key),
      row.context,
      row.sealed,
    );
  }
}

/**
 * A customer's key names its data key, so none that is needed can go. What is sealed for minutes under no row that could
 * be sealed anew (a sign-in under way) opens on: its older keys go with the next rotation.
 */
async function dropSuperseded(client: Client): Promise<void> {
  await client.query(
    `delete from data_key k where k.use in ('customer keys', 'factor secrets', 'signing keys')
        and exists (select from data_key n where n.use = k.use and n.made_at > k.made_at)`,
  );
  await client.query(
    `delete from data_key k where k.use = 'message secrets' and 1 <
        (select count(*) from data_key n where n.use = k.use and n.made_at > k.made_at)`,
  );
}
