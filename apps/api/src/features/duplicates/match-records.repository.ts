import type { MatchRecord } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { copyLines, type CopyTarget, lineOf } from '../../platform/database/copy-rows.ts';
import { type Executor, runNamed, runSql } from '../../platform/database/named-statement.ts';
import type { Compared } from './compare-account.ts';

/** A record as it is kept. */
export type KeptRecord = {
  readonly place: number;
  readonly accountId: string;
  readonly realm: string;
  readonly record: MatchRecord;
};

const RECORDS: CopyTarget = {
  table: 'match_record',
  columns: ['account_id', 'place', 'realm', 'record', 'keys'],
};
const PUT_KEYS = {
  name: 'match_keys_put',
  text: `insert into match_key (key, place)
    select key, place from match_record, unnest(keys) key where place between $1::integer and $2::integer`,
};
const READ = {
  name: 'match_records',
  text: `select place, account_id as "accountId", realm, record from match_record where place = any($1::integer[])`,
};
const READ_OF = `select place, account_id as "accountId", realm, record from match_record
  where account_id = any($1::uuid[])`;
const DROP_KEYS = `delete from match_key k using match_record r, unnest(r.keys) old (key)
  where r.account_id = any($1::uuid[]) and k.key = old.key and k.place = r.place`;
const DROP = 'delete from match_record where account_id = any($1::uuid[])';

/** Writes records of accounts that have none yet, under consecutive places from `first` on, with their keys. */
export async function addRecords(
  em: EntityManager,
  first: number,
  records: readonly Compared[],
): Promise<void> {
  const lines = records.map((record, nth) => recordLine(first + nth, record)).join('');
  await addRecordLines(em, { first, count: records.length, lines: [Buffer.from(lines)] });
}

/** Records in the form in which they are written, under consecutive places from `first` on. */
export type RecordLines = {
  readonly first: number;
  readonly count: number;
  readonly lines: readonly Buffer[];
};

/** The line of one record: text, which is sooner cleared away than what a record is made of. */
export function recordLine(place: number, { accountId, realm, text, keys }: Compared): string {
  return lineOf([accountId, place, realm, text, `{${keys.join(',')}}`]);
}

/** Writes records like {@link addRecords}, from their lines. */
export async function addRecordLines(em: EntityManager, { first, count, lines }: RecordLines): Promise<void> {
  if (count === 0) return;
  await copyLines(em, RECORDS, lines);
  await runNamed(em, PUT_KEYS, [first, first + count - 1]);
}

/** Forgets the records of accounts and their keys. */
export async function dropRecords(em: EntityManager, accountIds: readonly string[]): Promise<void> {
  await runSql(em, DROP_KEYS, [accountIds]);
  await runSql(em, DROP, [accountIds]);
}

/** The records at these places, in no order. */
export function readRecords(executor: Executor, places: readonly number[]): Promise<KeptRecord[]> {
  return runNamed<KeptRecord>(executor, READ, [places]);
}

/** The records of these accounts, in no order; those that were never compared have none. */
export function readRecordsOf(executor: Executor, accountIds: readonly string[]): Promise<KeptRecord[]> {
  return runSql<KeptRecord>(executor, READ_OF, [accountIds]);
}
