import type { DuplicatePass, DuplicatePassesQuery } from '@relink/contract';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { QueryResultRow } from 'pg';
import { countUpToDeepest } from '../../platform/database/count-up-to.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { Page } from '../../platform/http/list.ts';
import { problem } from '../../platform/problems/problem.ts';

const SORTS = { id: 'p.id', createdAt: 'p.created_at' } as const;
const WHERE = '($1::uuid[] is null or p.id = any($1))';

/** Reads the passes through the shop and how far each has come. */
@Injectable()
export class DuplicatePasses {
  constructor(private readonly source: DataSource) {}

  async read(
    { filter, sort }: DuplicatePassesQuery,
    page: Page,
  ): Promise<{ rows: DuplicatePass[]; total: number }> {
    const ids = filter?.id === undefined ? null : [filter.id].flat();
    const [by, direction] = sort ?? ['createdAt', 'DESC'];
    const pool = poolOf(this.source);
    const rows = await runSql<DuplicatePass & QueryResultRow>(
      pool,
      `select p.id, p.state, p.step, p.accounts, p.done, p."of", p.found, a.name as "startedByName",
         p.created_at as "createdAt", p.finished_at as "finishedAt"
       from duplicate_pass p left join agent a on a.id = p.started_by
       where ${WHERE} order by ${SORTS[by]} ${direction}, p.id ${direction} limit $2 offset $3`,
      [ids, page.limit, page.offset],
    );
    return { rows, total: await countUpToDeepest(pool, `duplicate_pass p where ${WHERE}`, [ids]) };
  }

  /** Throws `not-found`. */
  async one(id: string): Promise<DuplicatePass> {
    const { rows } = await this.read({ filter: { id } }, { limit: 1, offset: 0 });
    if (!rows[0]) throw problem('not-found');
    return rows[0];
  }
}
