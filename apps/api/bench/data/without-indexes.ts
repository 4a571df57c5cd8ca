import type { Client } from 'pg';

type Index = { name: string; definition: string };

// Of a table of partitions PostgreSQL says "on only", which would leave each partition without the index.
const OF_TABLES = `select c.relname as name, replace(pg_get_indexdef(c.oid), ' ON ONLY ', ' ON ') as definition
  from pg_index i join pg_class c on c.oid = i.indexrelid
 where i.indrelid = any($1::regclass[]) and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`;

/**
 * Fills tables without their secondary indexes and without looking up what their rows refer to, which a million
 * accounts would take ten times as long with, and makes the indexes anew afterwards as they were.
 */
export async function withoutIndexes(
  owner: Client,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await owner.query<Index>(OF_TABLES, [tables]);
  for (const { name } of rows) await owner.query(`drop index ${name}`);
  await owner.query(`set session_replication_role = replica; set synchronous_commit = off;
    set maintenance_work_mem = '512MB'; set work_mem = '256MB'`);
  await work();
  for (const { definition } of rows) await owner.query(definition);
  await owner.query(`reset session_replication_role; reset synchronous_commit; reset maintenance_work_mem;
    reset work_mem`);
}
