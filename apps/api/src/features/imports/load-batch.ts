import { csvRowText, type RowIssue, type RowIssueCode, rowIssue } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AuditLog, SystemContext } from '../audit/index.ts';
import { seeIds } from './find-accounts.ts';
import type { BatchContext, Counts, Loadable, MappedRecord, Outcome } from './import-run.ts';
import { linesOfErased } from './lines-of-erased.ts';
import type { LoadedBatch } from './loaded-batch.ts';
import type { Batch } from './read-batches.ts';

/** How one kind of record is loaded: what its id is in which column, and what writes it. */
export type Loader<T> = {
  idOf(row: T): string;
  /** What is said about a row whose id an earlier row has. */
  readonly repeated: { readonly column: string; readonly code: RowIssueCode };
  /** By what a row leads to somebody who was erased. */
  leadsTo(row: T): { readonly customerId: string | null; readonly orderId: string | null };
  load(em: EntityManager, context: BatchContext, records: readonly Loadable<T>[]): Promise<LoadedBatch>;
};

/** Of a row, as much as is kept to be shown. */
const SHOWN = 4000;

const INSERT_ISSUES = `insert into import_row_issue (import_id, severity, file, line, column_name, code, reason, row_text)
  select $2, severity, $3, line, "column", code, reason, text
    from json_to_recordset($1::json) as x (severity text, line integer, "column" text, code text, reason text, text text)`;
const COUNT = `update import_run set read = read + $2, created = created + $3, updated = updated + $4,
    unchanged = unchanged + $5, differing = differing + $6, warned = warned + $7, refused = refused + $8, bytes_read = $9
  where id = $1`;

/** Loads a batch in the caller's transaction, with its counts, its issues and its events. Returns the counts. */
export async function loadBatch<T>(
  em: EntityManager,
  audit: AuditLog,
  context: BatchContext,
  loader: Loader<T>,
  { records, bytesRead }: Batch<T>,
): Promise<Counts> {
  const erased = await linesOfErased(em, context, loader, records.filter(isLoadable));
  const loadable = await withoutRepeats(
    em,
    context.importId,
    loader,
    records.filter(({ line }) => !erased.has(line)),
  );
  const loaded: LoadedBatch =
    loadable.length === 0
      ? { outcomes: [], issues: [], entries: [] }
      : await loader.load(em, context, loadable);
  const kept = new Set(loadable.map(({ line }) => line));
  const byRecord = records.map((record) => ({
    line: record.line,
    issues: erased.has(record.line)
      ? [rowIssue(record.line, '', 'customer-erased')]
      : record.row === null || kept.has(record.line)
        ? record.issues
        : [rowIssue(record.line, loader.repeated.column, loader.repeated.code)],
  }));
  const warnedLines = new Set(
    [...byRecord, ...loaded.issues.map((issue) => ({ line: issue.line, issues: [issue] }))]
      .filter(({ issues }) => issues.some(({ severity }) => severity === 'warned'))
      .map(({ line }) => line),
  );
  const issues = [...byRecord.flatMap((record) => record.issues), ...loaded.issues].sort(
    (one, other) => one.line - other.line,
  );
  const outcomes = [...loaded.outcomes, ...[...erased].map(() => 'differing' as const)];
  const counts = { ...countOutcomes(records.length, outcomes), warned: warnedLines.size };
  // Of who was erased nothing is kept to be shown either.
  await writeIssues(
    em,
    context,
    records.filter(({ line }) => !erased.has(line)),
    issues,
  );
  const { read, created, updated, unchanged, differing, warned, refused } = counts;
  await runSql(em, COUNT, [
    context.importId,
    ...[read, created, updated, unchanged, differing, warned, refused, bytesRead],
  ]);
  const system: SystemContext = { principal: { kind: 'system' }, address: null, now: context.now };
  const batch = {
    action: 'import.batch-loaded',
    origin: 'import',
    facts: {
      importId: context.importId,
      ...counts,
      fromLine: records[0]?.line,
      toLine: records.at(-1)?.line,
    },
  } as const;
  await audit.recordMany(em, system, [...loaded.entries, batch]);
  return counts;
}

async function withoutRepeats<T>(
  em: EntityManager,
  importId: string,
  loader: Loader<T>,
  records: readonly MappedRecord<T>[],
): Promise<Loadable<T>[]> {
  const first = new Map<string, Loadable<T>>();
  for (const record of records) {
    if (!isLoadable(record)) continue;
    const id = loader.idOf(record.row);
    if (!first.has(id)) first.set(id, record);
  }
  if (first.size === 0) return [];
  const fresh = await seeIds(
    em,
    importId,
    [...first].map(([id, { line }]) => ({ id, line })),
  );
  return [...first].filter(([id]) => fresh.has(id)).map(([, record]) => record);
}

function isLoadable<T>(record: MappedRecord<T>): record is Loadable<T> {
  return record.row !== null;
}

function countOutcomes(read: number, outcomes: readonly Outcome[]): Omit<Counts, 'warned'> {
  const of = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
  return {
    read,
    created: of('created'),
    updated: of('updated'),
    unchanged: of('unchanged'),
    differing: of('differing'),
    refused: read - outcomes.length,
  };
}

async function writeIssues<T>(
  em: EntityManager,
  { importId, fileName }: BatchContext,
  records: readonly MappedRecord<T>[],
  issues: readonly RowIssue[],
): Promise<void> {
  if (issues.length === 0) return;
  const byLine = new Map(records.map((record) => [record.line, record]));
  const rows = issues.map((issue) => ({ ...issue, text: shownText(byLine.get(issue.line)) }));
  await runSql(em, INSERT_ISSUES, [JSON.stringify(rows), importId, fileName]);
}

/** The row as text that PostgreSQL can hold, cut between characters. */
function shownText(record: MappedRecord<unknown> | undefined): string {
  const text = (record?.text ?? csvRowText(record?.cells ?? [])).replaceAll('\0', '\uFFFD');
  return text.length <= SHOWN ? text : [...text.slice(0, SHOWN)].slice(0, -1).join('');
}
