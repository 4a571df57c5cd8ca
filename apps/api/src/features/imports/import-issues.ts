import type { ImportIssue, ImportIssuesQuery } from '@relink/contract';
import { csvLine, type RowIssueSeverity } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { QueryResultRow } from 'pg';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Page } from '../../platform/http/list.ts';
import { AuditLog } from '../audit/index.ts';

const COLUMNS = `id::text, severity, file, line, column_name as "column", code, reason`;
const LIST = `select ${COLUMNS} from import_row_issue
  where import_id = $1 and ($2::text is null or severity = $2)`;
const NEXT = `select ${COLUMNS}, row_text as text from import_row_issue
  where import_id = $1 and severity = $2 and id > $3 order by id limit $4`;
const COUNT = `select count(*)::integer as total from
  (select 1 from import_row_issue where import_id = $1 and ($2::text is null or severity = $2) limit $3) bounded`;
/** A damaged file can have as many issues as rows: counted no further than this. */
const COUNTED = 10_000;
const AT_A_TIME = 1000;
const BOM = '\uFEFF';

type Row = ImportIssue & QueryResultRow;

/** Reads what was said about the rows of an import. */
@Injectable()
export class ImportIssues {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditLog,
  ) {}

  /** Rows of customers leave the desk with a download: that is an event. */
  async recordDownload(context: AgentContext, importId: string): Promise<void> {
    await this.audit.record(poolOf(this.source), context, {
      action: 'import.rows-downloaded',
      facts: { importId },
    });
  }

  async list(
    importId: string,
    { filter, sort }: ImportIssuesQuery,
    page: Page,
  ): Promise<{ rows: ImportIssue[]; total: number }> {
    const pool = poolOf(this.source);
    const severity = filter?.severity ?? null;
    const direction = sort?.[1] ?? 'ASC';
    const rows = await runSql<Row>(
      pool,
      `${LIST} order by import_row_issue.id ${direction} limit $3 offset $4`,
      [importId, severity, page.limit, page.offset],
    );
    const [count] = await runSql<{ total: number }>(pool, COUNT, [importId, severity, COUNTED]);
    return { rows, total: count?.total ?? rows.length };
  }

  /** The same as a CSV file for a spreadsheet, some rows at a time: safe against formulas, with a BOM for its UTF-8. */
  async *csv(importId: string, severities: readonly RowIssueSeverity[]): AsyncGenerator<string> {
    yield `${BOM}${csvLine(['Severity', 'File', 'Line', 'Column', 'Code', 'Reason', 'Row'])}`;
    for (const severity of severities) {
      let after = '0';
      for (;;) {
        const rows = await runSql<Row & { text: string }>(poolOf(this.source), NEXT, [
          importId,
          severity,
          after,
          AT_A_TIME,
        ]);
        if (rows.length > 0) yield rows.map(lineOf).join('');
        after = rows.at(-1)?.id ?? after;
        if (rows.length < AT_A_TIME) break;
      }
    }
  }
}

function lineOf({ severity, file, line, column, code, reason, text }: Row & { text: string }): string {
  return csvLine([severity, file, String(line), column, code, reason, text]);
}
