import type { AuditExportsQuery, AuditExportView } from '@relink/contract';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { QueryResultRow } from 'pg';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { Page } from '../../platform/http/list.ts';
import { problem } from '../../platform/problems/problem.ts';

const FROM = `select x.id, x.agent_id as "agentId", a.name as "agentName", x.format, x.reason, x.filter, x.state,
    x.about::float8 as about, x.events::float8 as events, x.bytes::float8 as bytes, x.failure,
    x.created_at as "createdAt", x.finished_at as "finishedAt", x.expires_at as "expiresAt",
    x.agent_id = $1 as own, x.verifier_key as "verifierKey",
    case when c.size is null then null else json_build_object('size', c.size, 'root', encode(c.root, 'base64'),
      'note', c.note, 'at', to_json(c.at at time zone 'utc')#>>'{}' || 'Z') end as checkpoint
  from audit_export x join agent a on a.id = x.agent_id left join audit_checkpoint c on c.size = x.checkpoint_size`;

type Row = AuditExportView & QueryResultRow;

/** Reads exports and how far they are. Who may export sees that others did, and why; never their files. */
@Injectable()
export class ExportViews {
  constructor(private readonly source: DataSource) {}

  async one(agentId: string, id: string): Promise<AuditExportView> {
    const [row] = await runSql<Row>(poolOf(this.source), `${FROM} where x.id = $2`, [agentId, id]);
    if (!row) throw problem('not-found');
    return row;
  }

  async list(
    agentId: string,
    { filter, sort }: AuditExportsQuery,
    page: Page,
  ): Promise<{ rows: AuditExportView[]; total: number }> {
    const order = sort?.[1] ?? 'DESC';
    const ids = filter?.id === undefined ? null : [filter.id].flat();
    const pool = poolOf(this.source);
    const rows = await runSql<Row>(
      pool,
      `${FROM} where $2::uuid[] is null or x.id = any($2)
        order by x.created_at ${order}, x.id ${order} offset $3 limit $4`,
      [agentId, ids, page.offset, page.limit],
    );
    // Asked for by hand: counting them is cheap.
    const [count] = await runSql<{ total: number }>(
      pool,
      'select count(*)::int as total from audit_export x where $1::uuid[] is null or x.id = any($1)',
      [ids],
    );
    return { rows, total: count?.total ?? rows.length };
  }
}
