import { CUSTOMER_IMPORT_KINDS } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import type { Transaction } from '../../platform/transaction/transaction.ts';
import type { AuditLog, SystemContext } from '../audit/index.ts';
import type { Counts, ImportRun } from './import-run.ts';

/** What a person reads of an import that a fault or a killed process ended. */
export const CUT_OFF = 'The import was cut off by a fault. What it loaded stays; run the file again.';

const FIND = `select id, realm, kind, file_name, stored_as, file_bytes, state, started_by, mapping
  from import_run where id = $1 for no key update`;
const BEGIN = `update import_run set state = 'running', started_at = $2, bytes_read = 0,
    read = 0, created = 0, updated = 0, unchanged = 0, differing = 0, warned = 0, refused = 0
  where id = $1`;
const END = `update import_run set state = $2, failure = $3, finished_at = $4 where id = $1 and state = 'running'
  returning read, created, updated, unchanged, differing, warned, refused`;
const FINISHED = `select 1 from import_run
  where realm = $1 and kind = any($2::text[]) and state = 'finished' and not is_demo limit 1`;
// Up to the id that ends the first 50,000: a plan that is right whatever the statistics know of this import. With
// `in (… limit …)` and statistics from before it, PostgreSQL compares every id with every other.
const FORGET_SOME = `delete from import_seen_id where import_id = $1 and external_id <= coalesce(
    (select external_id from import_seen_id where import_id = $1 order by external_id offset 50000 limit 1),
    external_id) returning 1 as gone`;

/** Marks a run as running, from nothing; null when it is over already. */
export async function beginRun(
  em: EntityManager,
  audit: AuditLog,
  context: SystemContext,
  importId: string,
): Promise<ImportRun | null> {
  const [run] = await runSql<ImportRun>(em, FIND, [importId]);
  if (!run || run.state === 'finished' || run.state === 'failed') return null;
  await runSql(em, BEGIN, [importId, context.now]);
  await runSql(em, 'delete from import_row_issue where import_id = $1', [importId]);
  await audit.record(em, context, {
    action: 'import.started',
    origin: 'import',
    facts: { importId, kind: run.kind, startedBy: run.started_by, again: run.state === 'running' },
  });
  return run;
}

/** Marks a run as finished, or failed with what a person reads. */
export async function endRun(
  em: EntityManager,
  audit: AuditLog,
  context: SystemContext,
  importId: string,
  failure: string | null,
): Promise<void> {
  const state = failure === null ? 'finished' : 'failed';
  const [counts] = await runSql<Counts>(em, END, [importId, state, failure, context.now]);
  if (!counts) return;
  await audit.record(em, context, {
    action: failure === null ? 'import.finished' : 'import.failed',
    origin: 'import',
    facts: { importId, ...counts },
  });
}

/**
 * Whether the shop's own customers were never imported to the end: what is imported now was there before the first
 * import. The demo shop's do not count.
 */
export async function isFirstCustomerImport(em: EntityManager, realm: string): Promise<boolean> {
  return (await runSql(em, FINISHED, [realm, CUSTOMER_IMPORT_KINDS])).length === 0;
}

/** Forgets which ids a run has seen, some at a time. */
export async function forgetSeenIds(transaction: Transaction, importId: string): Promise<void> {
  for (;;) {
    const gone = await transaction.run((em) => runSql(em, FORGET_SOME, [importId]));
    if (gone.length === 0) return;
  }
}
