import type { AuditExportsQuery, AuditExportView } from '@relink/contract';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { QueryResultRow } from 'pg';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { Page } from '../../platform/http/list.ts';
import { problem } from '../../platform/problems/problem.ts';

/** What was committed is sequenced each second, and the worker looks for the checkpoint every two. */
const SEQUENCED_AND_SEEN_SECONDS = 5;

const FROM = `select x.id, x.agent_id as "agentId", a.name as "agentName", x.format, x.reason, x.filter, x.state,
    x.about::float8 as about, x.events::float8 as events, x.bytes::float8 as bytes, x.failure,
    x.created_at as "createdAt", x.finished_at as "finishedAt", x.expires_at as "expiresAt",
    x.agent_id = $1 as own,
    case when x.state = 'waiting' then greatest(x.created_at, coalesce((select at from audit_checkpoint n order by n.size desc limit 1),
      x.created_at) + make_interval(secs => $2)) + interval '${String(SEQUENCED_AND_SEEN_SECONDS)} seconds' end as "waitsUntil", x.verifier_key as "verifierKey",
    case when c.size is null then null else json_build_object('size', c.size, 'root', encode(c.root, 'base64'),
      'note', c.note, 'at', to_json(c.at at time zone 'utc')#>>'{}' || 'Z') end as checkpoint
  from audit_export x join agent a on a.id = x.agent_id left join audit_checkpoint c on c.size = x.checkpoint_size`;

type Row = AuditExportView & QueryResultRow;

/** Reads exports and how far they are. Who may export sees that others did, and why; never their files. */
@Injectable()
export class ExportViews {
  constructor(
    private readonly source: DataSource,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async one(agentId: string, id: string): Promise<AuditExportView> {
    const [row] = await runSql<Row>(poolOf(this.source), `${FROM} where x.id = $3`, [
      agentId,
      this.settings.auditCheckpointSeconds,
      id,
    ]);
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
      `${FROM} where $3::uuid[] is null or x.id = any($3)
        order by x.created_at ${order}, x.id ${order} offset $4 limit $5`,
      [agentId, this.settings.auditCheckpointSeconds, ids, page.offset, page.limit],
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
