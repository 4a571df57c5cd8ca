import type { ChangeStopsQuery, ChangeStopView } from '@relink/contract';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { QueryResultRow } from 'pg';
import { countUpToDeepest } from '../../platform/database/count-up-to.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { Page } from '../../platform/http/list.ts';

const ROWS = `select s.id, s.stopped_at as "stoppedAt", a.name as "stoppedBy", s.reason, s.lifted_at as "liftedAt",
    b.name as "liftedBy", s.lift_reason as "liftReason"
  from change_stop s join agent a on a.id = s.stopped_by left join agent b on b.id = s.lifted_by
 where ($1::uuid[] is null or s.id = any($1))`;
const SORTS = { id: 's.id', stoppedAt: 's.stopped_at' } as const;

/** When changes were stopped, and why. */
@Injectable()
export class ChangeStops {
  constructor(private readonly source: DataSource) {}

  async one(id: string): Promise<ChangeStopView | undefined> {
    const [row] = await runSql<ChangeStopView & QueryResultRow>(poolOf(this.source), ROWS, [[id]]);
    return row;
  }

  async page({ filter, sort }: ChangeStopsQuery, page: Page): Promise<[ChangeStopView[], number]> {
    const ids = filter?.id === undefined ? null : [filter.id].flat();
    const [by, direction] = sort ?? ['stoppedAt', 'DESC'];
    const pool = poolOf(this.source);
    const rows = await runSql<ChangeStopView & QueryResultRow>(
      pool,
      `${ROWS} order by ${SORTS[by]} ${direction}, s.id limit $2 offset $3`,
      [ids, page.limit, page.offset],
    );
    const total = await countUpToDeepest(pool, 'change_stop s where ($1::uuid[] is null or s.id = any($1))', [
      ids,
    ]);
    return [rows, total];
  }
}
