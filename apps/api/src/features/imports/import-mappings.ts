import type { ImportMappingsQuery, ImportMappingView } from '@relink/contract';
import { headerKey } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { QueryResultRow } from 'pg';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql, type Executor } from '../../platform/database/named-statement.ts';
import type { Page } from '../../platform/http/list.ts';
import { problem } from '../../platform/problems/problem.ts';

const COLUMNS = `id, name, definition, header, created_at as "createdAt", updated_at as "updatedAt",
  retired_at as "retiredAt"`;
const SORTS = { id: 'id', name: 'lower(name)', createdAt: 'created_at', updatedAt: 'updated_at' } as const;

type Row = ImportMappingView & QueryResultRow;

/** Reads the mappings that admins keep. */
@Injectable()
export class ImportMappings {
  constructor(private readonly source: DataSource) {}

  async one(id: string): Promise<ImportMappingView> {
    const [row] = await runSql<Row>(
      poolOf(this.source),
      `select ${COLUMNS} from import_mapping where id = $1`,
      [id],
    );
    if (!row) throw problem('not-found');
    return row;
  }

  async list(
    { filter, sort }: ImportMappingsQuery,
    page: Page,
  ): Promise<{ rows: ImportMappingView[]; total: number }> {
    const [by, direction] = sort ?? ['name', 'ASC'];
    const ids = filter?.id === undefined ? null : [filter.id].flat();
    const where = `($1::uuid[] is null or id = any($1)) and ($2::text is null or position(lower($2) in lower(name)) > 0)
      and ($3::boolean or $1::uuid[] is not null or retired_at is null)`;
    const values = [ids, filter?.q ?? null, filter?.retired ?? false];
    const pool = poolOf(this.source);
    const rows = await runSql<Row>(
      pool,
      `select ${COLUMNS} from import_mapping where ${where} order by ${SORTS[by]} ${direction}, id limit $4 offset $5`,
      [...values, page.limit, page.offset],
    );
    // A shop keeps a handful.
    const [count] = await runSql<{ total: number }>(
      pool,
      `select count(*)::integer as total from import_mapping where ${where}`,
      values,
    );
    return { rows, total: count?.total ?? rows.length };
  }

  /** The mapping in use of this name, whatever its case; undefined when there is none. */
  byName(realm: string, name: string): Promise<ImportMappingView | undefined> {
    return this.first('realm = $1 and lower(name) = lower($2)', [realm, name.trim()]);
  }

  /** The mapping in use that was last changed of those made for such a header; undefined when there is none. */
  byHeader(realm: string, cells: readonly string[]): Promise<ImportMappingView | undefined> {
    const key = headerKey(cells);
    return this.first('realm = $1 and md5(header_key) = md5($2) and header_key = $2', [realm, key]);
  }

  private async first(where: string, values: unknown[]): Promise<ImportMappingView | undefined> {
    const [row] = await runSql<Row>(
      poolOf(this.source),
      `select ${COLUMNS} from import_mapping where ${where} and retired_at is null order by updated_at desc, id limit 1`,
      values,
    );
    return row;
  }
}

/** The mapping's row, locked for a change; undefined when it is not there. */
export async function lockMapping(executor: Executor, id: string): Promise<ImportMappingView | undefined> {
  const [row] = await runSql<Row>(
    executor,
    `select ${COLUMNS} from import_mapping where id = $1 for no key update`,
    [id],
  );
  return row;
}
