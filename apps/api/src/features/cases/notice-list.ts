import type { NoticesQuery, NoticeView } from '@relink/contract';
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import { countUpToDeepest } from '../../platform/database/count-up-to.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { Page } from '../../platform/http/list.ts';

const SORTS = { id: 'n.id', at: 'n.at', kind: 'n.kind' } as const;
const WHERE = `($1::uuid[] is null or n.id = any($1)) and ($2::text is null or n.kind = $2)
  and ($3::boolean is null or (n.settled_at is not null) = $3)
  and not exists (select from sign s where s.id = n.sign_id and $4::uuid in (s.agent_id, s.other_agent_id))`;

/** Lists what supervisors were told about. */
@Injectable()
export class NoticeList {
  constructor(private readonly source: DataSource) {}

  /** `reader` is not shown a sign of abuse about themselves. */
  async read(
    reader: string,
    { filter = {}, sort }: NoticesQuery,
    page: Page,
  ): Promise<{ rows: NoticeView[]; total: number }> {
    const values = [
      filter.id === undefined ? null : [filter.id].flat(),
      filter.kind ?? null,
      filter.settled ?? null,
      reader,
    ];
    const [by, direction] = sort ?? ['at', 'DESC'];
    const pool = poolOf(this.source);
    const rows = await runSql<NoticeView & QueryResultRow>(
      pool,
      `select n.id, n.kind, n.at, n.case_id as "caseId", c.reference as "caseReference", n.account_id as "accountId",
         n.agent_id as "agentId", a.name as "agentName", n.merge_id as "mergeId", n.limit_name as "limitName", n.sign_id as "signId", n.settled_at as "settledAt", s.name as "settledByName",
         n.settle_reason as "settleReason"
       from notice n left join recovery_case c on c.id = n.case_id left join agent a on a.id = n.agent_id
         left join agent s on s.id = n.settled_by
       where ${WHERE} order by ${SORTS[by]} ${direction}, n.id ${direction} limit $5 offset $6`,
      [...values, page.limit, page.offset],
    );
    const total = await countUpToDeepest(pool, `notice n where ${WHERE}`, values);
    return { rows, total };
  }

  /** One notice, or undefined. */
  async one(reader: string, id: string): Promise<NoticeView | undefined> {
    const { rows } = await this.read(reader, { filter: { id } }, { limit: 1, offset: 0 });
    return rows[0];
  }
}
