import type { AccountStatus } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';

export type FoundAccount = {
  readonly id: string;
  readonly externalId: string | null;
  readonly status: AccountStatus;
  /** Where a tombstone leads. */
  readonly mergedInto: string | null;
  readonly fingerprint: Buffer | null;
  readonly searchName: string;
};

// One look-up per id: while a table grows fast its statistics are old, and a plan for all ids at once may scan it.
const FIND = `select a.* from unnest($2::text[]) as wanted (id)
  cross join lateral (
    select id, external_id as "externalId", status, merged_into as "mergedInto", import_fingerprint as fingerprint,
           search_name as "searchName"
      from account where realm = $1 and external_id = wanted.id limit 1) a`;
const FIND_BY_ID = `select id, external_id as "externalId", status, merged_into as "mergedInto", import_fingerprint as fingerprint,
    search_name as "searchName" from account where id = any($1::uuid[])`;
const SURVIVORS = 'select distinct merged_into as id from account where merged_into = any($1::uuid[])';
const WITHOUT_ID = 'select 1 from account where realm = $1 and external_id is null limit 1';
const LOCK = `select id, status, merged_into as "mergedInto" from account where id = any($1::uuid[]) order by id
  for no key update`;
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

/** The accounts of these ids of Relink's own. */
export function findAccountsById(em: EntityManager, ids: readonly string[]): Promise<FoundAccount[]> {
  return ids.length === 0 ? Promise.resolve([]) : runSql<FoundAccount>(em, FIND_BY_ID, [ids]);
}

/** Those of the accounts that others were merged into. */
export async function findSurvivors(em: EntityManager, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  return new Set((await runSql<{ id: string }>(em, SURVIVORS, [ids])).map(({ id }) => id));
}

/** Whether a file without ids ever brought an account that no file with ids has spoken of since. */
export async function hasAccountsWithoutId(em: EntityManager, realm: string): Promise<boolean> {
  return (await runSql(em, WITHOUT_ID, [realm])).length > 0;
}

/** An account that this transaction holds; a tombstone with where it leads. */
export type LockedAccount = {
  readonly id: string;
  readonly status: AccountStatus;
  readonly mergedInto: string | null;
};

/** Locks accounts in the order of their ids, as every change does, so that two never wait for each other. */
export function lockAccounts(em: EntityManager, ids: readonly string[]): Promise<LockedAccount[]> {
  return ids.length === 0 ? Promise.resolve([]) : runSql<LockedAccount>(em, LOCK, [ids]);
}

/** Locks those of the accounts that nobody else holds, and waits for none. */
export function lockFreeAccounts(em: EntityManager, ids: readonly string[]): Promise<LockedAccount[]> {
  return ids.length === 0 ? Promise.resolve([]) : runSql<LockedAccount>(em, `${LOCK} skip locked`, [ids]);
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
