import type { SignsQuery, SignView } from '@relink/contract';
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import { countUpToDeepest } from '../../platform/database/count-up-to.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Page } from '../../platform/http/list.ts';
import { AuditLog } from '../audit/index.ts';

const SORTS = {
  id: 's.id',
  raisedAt: 's.raised_at',
  lastAt: 's.last_at',
  kind: 's.kind',
  state: 's.state',
} as const;
// A sign about a supervisor is not shown to that supervisor.
const WHERE = `s.agent_id <> $1 and s.other_agent_id is distinct from $1::uuid
  and ($2::uuid[] is null or s.id = any($2)) and ($3::text is null or s.kind = $3)
  and ($4::text[] is null or s.state = any($4)) and ($5::uuid is null or s.agent_id = $5)`;

/** Lists signs of abuse. Who reads what about whom is in the log. */
@Injectable()
export class SignList {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditLog,
  ) {}

  async read(
    context: AgentContext,
    { filter = {}, sort }: SignsQuery,
    page: Page,
  ): Promise<{ rows: SignView[]; total: number }> {
    const { id, kind, state, agentId } = filter;
    const values = [
      context.principal.id,
      id === undefined ? null : [id].flat(),
      kind ?? null,
      state === undefined ? null : [state].flat(),
      agentId ?? null,
    ];
    const [by, direction] = sort ?? ['raisedAt', 'DESC'];
    const pool = poolOf(this.source);
    const rows = await runSql<SignView & QueryResultRow>(
      pool,
      `select s.id, s.kind, s.state, s.agent_id as "agentId", a.name as "agentName", s.other_agent_id as "otherAgentId",
         o.name as "otherAgentName", s.account_id as "accountId", s.count, s.out_of as "outOf", s.usual,
         s.from_day::text as "fromDay", s.to_day::text as "toDay", s.since, s.last_at as "lastAt",
         s.raised_at as "raisedAt", (select count(*)::int from sign_event e where e.sign_id = s.id) as events,
         s.marked_at as "markedAt", m.name as "markedByName", s.note
       from sign s join agent a on a.id = s.agent_id left join agent o on o.id = s.other_agent_id
         left join agent m on m.id = s.marked_by
       where ${WHERE} order by ${SORTS[by]} ${direction}, s.id ${direction} limit $6 offset $7`,
      [...values, page.limit, page.offset],
    );
    const total = await countUpToDeepest(pool, `sign s where ${WHERE}`, values);
    await this.audit.record(pool, context, {
      action: 'insights.viewed',
      facts: { signs: rows.map((row) => row.id), filters: Object.keys(filter).sort() },
    });
    return { rows, total };
  }

  /** One sign; undefined where there is none, or one about who asks. */
  async one(context: AgentContext, id: string): Promise<SignView | undefined> {
    const { rows } = await this.read(context, { filter: { id } }, { limit: 1, offset: 0 });
    return rows[0];
  }

  /** The ids of the events behind a sign, the newest first. */
  async events(id: string): Promise<string[]> {
    const rows = await runSql<{ id: string }>(
      poolOf(this.source),
      'select event_id as id from sign_event where sign_id = $1 order by at desc, event_id desc limit 1000',
      [id],
    );
    return rows.map((row) => row.id);
  }
}
