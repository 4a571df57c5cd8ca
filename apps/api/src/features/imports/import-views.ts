import type { ImportsQuery, ImportView } from '@relink/contract';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { QueryResultRow } from 'pg';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { Page } from '../../platform/http/list.ts';
import { problem } from '../../platform/problems/problem.ts';

const COLUMNS = `id, kind, (select name from import_mapping m where m.id = mapping_id) as mapping, file_name as "fileName", file_bytes::float8 as "fileBytes", bytes_read::float8 as "bytesRead",
  state, failure, read, created, updated, unchanged, differing, warned, refused, created_at as "createdAt",
  started_at as "startedAt", finished_at as "finishedAt"`;
const SORTS = { id: 'id', createdAt: 'created_at' } as const;

type Row = ImportView & QueryResultRow;

/** Reads imports and their progress. */
@Injectable()
export class ImportViews {
  constructor(private readonly source: DataSource) {}

  async one(id: string): Promise<ImportView> {
    const [row] = await runSql<Row>(poolOf(this.source), `select ${COLUMNS} from import_run where id = $1`, [
      id,
    ]);
    if (!row) throw problem('not-found');
    return row;
  }

  async list({ filter, sort }: ImportsQuery, page: Page): Promise<{ rows: ImportView[]; total: number }> {
    const [by, direction] = sort ?? ['createdAt', 'DESC'];
    const ids = filter?.id === undefined ? null : [filter.id].flat();
    const where = '($1::uuid[] is null or id = any($1)) and ($2::text is null or state = $2)';
    const values = [ids, filter?.state ?? null];
    const pool = poolOf(this.source);
    const rows = await runSql<Row>(
      pool,
      `select ${COLUMNS} from import_run where ${where} order by ${SORTS[by]} ${direction}, id limit $3 offset $4`,
      [...values, page.limit, page.offset],
    );
    // A shop imports some hundred files in a year: counting them is cheap.
    const [count] = await runSql<{ total: number }>(
      pool,
      `select count(*)::integer as total from import_run where ${where}`,
      values,
    );
    return { rows, total: count?.total ?? rows.length };
  }
}
