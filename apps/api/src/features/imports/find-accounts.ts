import type { AccountStatus } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';

export type FoundAccount = {
  readonly id: string;
  readonly externalId: string;
  readonly status: AccountStatus;
  readonly fingerprint: Buffer | null;
};

// One look-up per id: while a table grows fast its statistics are old, and a plan for all ids at once may scan it.
const FIND = `select a.* from unnest($2::text[]) as wanted (id)
  cross join lateral (
    select id, external_id as "externalId", status, import_fingerprint as fingerprint
      from account where realm = $1 and external_id = wanted.id limit 1) a`;
const LOCK = 'select id from account where id = any($1::uuid[]) order by id for no key update';
const SEEN = `insert into import_seen_id (import_id, external_id, line)
  select $1, id, line from unnest($2::text[], $3::integer[]) as seen (id, line)
  on conflict do nothing returning external_id`;

/** The accounts that the shop knows by these ids. */
export function findAccounts(
  em: EntityManager,
  realm: string,
  externalIds: readonly string[],
): Promise<FoundAccount[]> {
  return runSql<FoundAccount>(em, FIND, [realm, externalIds]);
}

/** Locks accounts in the order of their ids, as every change does, so that two never wait for each other. */
export async function lockAccounts(em: EntityManager, ids: readonly string[]): Promise<void> {
  await runSql(em, LOCK, [ids]);
}

/** Remembers the ids of a file's rows and gives those that no earlier row had. The given ones differ among themselves. */
export async function seeIds(
  em: EntityManager,
  importId: string,
  rows: readonly { readonly id: string; readonly line: number }[],
): Promise<ReadonlySet<string>> {
  const seen = await runSql<{ external_id: string }>(em, SEEN, [
    importId,
    rows.map(({ id }) => id),
    rows.map(({ line }) => line),
  ]);
  return new Set(seen.map(({ external_id }) => external_id));
}
