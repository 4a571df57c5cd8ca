import type { CasesQuery, CaseSummary } from '@relink/contract';
import { maskPhone, normaliseReference } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { QueryResultRow } from 'pg';
import { countUpToDeepest } from '../../platform/database/count-up-to.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Page } from '../../platform/http/list.ts';
import { AuditLog } from '../audit/index.ts';
import { CASE_COLUMNS } from './case-record.ts';

const SORTS = {
  id: 'c.id',
  reference: 'c.reference',
  openedAt: 'c.opened_at',
  updatedAt: 'c.updated_at',
  dueAt: 'c.due_at',
  state: 'c.state',
  channel: 'c.channel',
} as const;

const WHERE = `($1::uuid[] is null or c.id = any($1)) and ($2::uuid is null or c.agent_id = $2)
  and ($3::text[] is null or c.state = any($3)) and ($4::text is null or c.channel = $4)
  and ($5::text is null or c.reference = $6 or c.ticket = $5)
  and ($7::timestamptz is null or (c.state = 'waiting-for-customer' and c.due_at <= $7))
  and (not $8::boolean or (c.agent_id is null and c.state = 'open'))`;

/** Lists cases: mine, all, by state, or by a reference as it was said. */
@Injectable()
export class CaseList {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditLog,
  ) {}

  /** Without `calls`, of whom to call back nothing is read, and nothing is recorded. */
  async read(
    context: AgentContext,
    { filter = {}, sort }: CasesQuery,
    page: Page,
    { calls = true } = {},
  ): Promise<{ rows: CaseSummary[]; total: number }> {
    const { id, q, mine, state, agentId, channel, due, queue } = filter;
    // Somebody else's and mine is nobody's.
    if (mine === true && agentId !== undefined && agentId !== context.principal.id)
      return { rows: [], total: 0 };
    const text = q?.trim() === '' ? undefined : q?.trim();
    const values = [
      id === undefined ? null : [id].flat(),
      mine === true ? context.principal.id : (agentId ?? null),
      state === undefined ? null : [state].flat(),
      channel ?? null,
      text ?? null,
      text === undefined ? null : normaliseReference(text),
      due === true ? context.now : null,
      queue === 'call-backs',
    ];
    const [by, direction] = sort ?? (queue === undefined ? ['openedAt', 'DESC'] : ['openedAt', 'ASC']);
    const pool = poolOf(this.source);
    const rows = await runSql<CaseSummary & CallBackColumns & QueryResultRow>(
      pool,
      `select ${CASE_COLUMNS}, b.normalised as phone, b.wished_at as "wishedAt", b.language, b.requested_at as "requestedAt"
       from recovery_case c left join agent g on g.id = c.agent_id left join call_back b on b.case_id = c.id
       where ${WHERE}
       order by ${SORTS[by]} ${direction}, c.id ${direction} limit $9 offset $10`,
      [...values, page.limit, page.offset],
    );
    const toCall = rows.filter(({ phone }) => calls && phone !== null).map((row) => row.id);
    // Only these show something of a customer: the number to call, in part.
    if (toCall.length > 0)
      await this.audit.record(pool, context, { action: 'cases.listed', facts: { caseIds: toCall } });
    const total = await countUpToDeepest(pool, `recovery_case c where ${WHERE}`, values);
    return { rows: rows.map((row) => withCallBack(calls ? row : { ...row, phone: null })), total };
  }
}

type CallBackColumns = {
  phone: string | null;
  wishedAt: string | null;
  language: string;
  requestedAt: string;
};

/** Whose call is asked for is seen in part, until somebody takes the case. */
function withCallBack({
  phone,
  wishedAt,
  language,
  requestedAt,
  ...row
}: CaseSummary & CallBackColumns): CaseSummary {
  const callBack = phone === null ? null : { maskedPhone: maskPhone(phone), wishedAt, language, requestedAt };
  return { ...row, callBack };
}
