import type { ReviewsQuery, ReviewView } from '@relink/contract';
import { type CaseOutcome, reviewRefusal, type ReviewReason, type ReviewVerdict } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { countUpToDeepest } from '../../platform/database/count-up-to.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Page } from '../../platform/http/list.ts';
import { ABOUT_BY_NOW } from './draw-statements.ts';

const SORTS = { id: 'r.id', day: 'r.day', reason: 'r.reason', markedAt: 'r.marked_at' } as const;
const COLUMNS = `r.id, r.day::text, r.reason, r.drawn_at as "drawnAt", r.case_id as "caseId", c.reference as "caseReference",
  c.outcome, r.merge_id as "mergeId", r.account_id as "accountId", ${ABOUT_BY_NOW} as about,
  array(select name from agent where id = any(r.about) order by name) as "aboutNames", r.verdict, r.note,
  r.marked_at as "markedAt", m.name as "markedByName"`;
const TABLES = `review r left join recovery_case c on c.id = r.case_id left join agent m on m.id = r.marked_by`;
const WHERE = `($1::uuid[] is null or r.id = any($1)) and ($2::uuid is null or r.case_id = $2)
  and ($3::text is null or r.reason = $3) and ($4::text is null or r.verdict = $4)
  and ($5::boolean is null or (r.verdict is not null) = $5)`;

type Row = {
  id: string;
  day: string;
  reason: ReviewReason;
  drawnAt: Date;
  caseId: string | null;
  caseReference: string | null;
  outcome: CaseOutcome | null;
  mergeId: string | null;
  accountId: string | null;
  about: string[];
  aboutNames: string[];
  verdict: ReviewVerdict | null;
  note: string;
  markedAt: Date | null;
  markedByName: string | null;
};

/** Lists what is looked at again, for supervisors. */
@Injectable()
export class ReviewList {
  constructor(private readonly source: DataSource) {}

  async read(
    context: AgentContext,
    { filter = {}, sort }: ReviewsQuery,
    page: Page,
  ): Promise<{ rows: ReviewView[]; total: number }> {
    const values = [
      filter.id === undefined ? null : [filter.id].flat(),
      filter.caseId ?? null,
      filter.reason ?? null,
      filter.verdict ?? null,
      filter.marked ?? null,
    ];
    const [by, direction] = sort ?? ['day', 'DESC'];
    const pool = poolOf(this.source);
    const rows = await runSql<Row>(
      pool,
      `select ${COLUMNS} from ${TABLES} where ${WHERE}
        order by ${SORTS[by]} ${direction}, r.id ${direction} limit $6 offset $7`,
      [...values, page.limit, page.offset],
    );
    const total = await countUpToDeepest(pool, `review r where ${WHERE}`, values);
    return { rows: rows.map((row) => viewOf(row, context)), total };
  }

  /** One review, or undefined. */
  async one(context: AgentContext, id: string): Promise<ReviewView | undefined> {
    const { rows } = await this.read(context, { filter: { id } }, { limit: 1, offset: 0 });
    return rows[0];
  }
}

function viewOf({ about, drawnAt, markedAt, ...row }: Row, { principal }: AgentContext): ReviewView {
  const mayNot = reviewRefusal({ review: { about, verdict: row.verdict }, agent: principal, mark: null });
  return {
    ...row,
    drawnAt: drawnAt.toISOString(),
    markedAt: markedAt?.toISOString() ?? null,
    mayNot: mayNot?.code ?? null,
  };
}
