import type { MergeProgressView, MergesQuery, MergeView } from '@relink/contract';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { countUpToDeepest } from '../../platform/database/count-up-to.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Page } from '../../platform/http/list.ts';
import { problem } from '../../platform/problems/problem.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { boundToCases, inOwnCase, mayListMergesOf, mayLookAtMerge } from './merge-in-own-case.ts';
import { MERGE_VIEW_COLUMNS, MERGE_VIEW_TABLES, type MergeViewRow, mergeView } from './merge-view.ts';

const SORTS = { id: 'm.id', requestedAt: 'm.requested_at', state: 'm.state' } as const;
const WHERE = `($1::uuid[] is null or m.id = any($1)) and ($2::uuid is null or $2 in (m.survivor_id, m.other_id))
  and ($3::uuid is null or m.case_id = $3) and ($4::text[] is null or m.state = any($4))
  and ${inOwnCase('$5')}`;

/** Merges, asked for and done: all, of an account, or of a case; to an agent only those of cases of their own. */
@Injectable()
export class MergeList {
  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `case-needed` for an account or a case that an agent has not in hand. */
  async read(
    context: AgentContext,
    { filter = {}, sort }: MergesQuery,
    page: Page,
  ): Promise<{ rows: MergeView[]; total: number }> {
    const { id, accountId, caseId, state } = filter;
    const values = [
      id === undefined ? null : [id].flat(),
      accountId ?? null,
      caseId ?? null,
      state === undefined ? null : [state].flat(),
      boundToCases(context.principal),
    ];
    const order = sort ? `${SORTS[sort[0]]} ${sort[1]}, m.id ${sort[1]}` : 'm.requested_at desc, m.id desc';
    const pool = poolOf(this.source);
    const about = {
      ...(accountId !== undefined && { accountId }),
      ...(caseId !== undefined && { caseId }),
    };
    if (!(await mayListMergesOf(pool, context.principal, filter))) {
      await this.refused(pool, context, about, {});
      throw problem('case-needed');
    }
    const rows = await runSql<MergeViewRow>(
      pool,
      `select ${MERGE_VIEW_COLUMNS} from ${MERGE_VIEW_TABLES} where ${WHERE} order by ${order} limit $6 offset $7`,
      [...values, page.limit, page.offset],
    );
    const total = await countUpToDeepest(
      pool,
      `merge m join account s on s.id = m.survivor_id where ${WHERE}`,
      values,
    );
    await this.audit.record(pool, context, {
      action: 'merge.viewed',
      ...about,
      facts: { listed: rows.length },
    });
    return { rows: rows.map((row) => mergeView(row, context.now)), total };
  }

  /** One merge; that it was looked at is recorded. Throws `not-found`, and `case-needed` for one of no case of an agent's own. */
  async one(context: AgentContext, id: string): Promise<MergeView> {
    const view = await this.transaction.run(async (em, now) => {
      const found = await this.find(em, id, now);
      if (!found) return undefined;
      const { survivorId: accountId, caseId } = found;
      const at = { ...context, now };
      const about = { accountId, ...(caseId !== null && { caseId }) };
      if (!(await mayLookAtMerge(em, context.principal, id))) {
        await this.refused(em, at, about, { mergeId: id });
        return 'case-needed';
      }
      await this.audit.record(em, at, { action: 'merge.viewed', ...about, facts: { mergeId: id } });
      return found;
    });
    if (!view) throw problem('not-found');
    if (view === 'case-needed') throw problem(view);
    return view;
  }

  /** How far a merge is, of whom is left out. Refused as {@link one} is; what is answered is no look. */
  async progress(context: AgentContext, id: string): Promise<MergeProgressView> {
    const pool = poolOf(this.source);
    const found = await this.find(pool, id, context.now);
    if (!found) throw problem('not-found');
    if (!(await mayLookAtMerge(pool, context.principal, id))) {
      const { survivorId: accountId, caseId } = found;
      await this.refused(pool, context, { accountId, ...(caseId !== null && { caseId }) }, { mergeId: id });
      throw problem('case-needed');
    }
    const { state, approvalState, progress, undo } = found;
    return {
      state,
      approvalState,
      progress,
      undo: undo && { id: undo.id, state: undo.state, progress: undo.progress },
    };
  }

  /** One merge, for who has just changed it. */
  async find(executor: Executor, id: string, now: Date): Promise<MergeView | undefined> {
    const [row] = await runSql<MergeViewRow>(
      executor,
      `select ${MERGE_VIEW_COLUMNS} from ${MERGE_VIEW_TABLES} where m.id = $1`,
      [id],
    );
    return row && mergeView(row, now);
  }

  private async refused(
    executor: Executor,
    context: AgentContext,
    about: { readonly accountId?: string; readonly caseId?: string },
    facts: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.audit.record(executor, context, {
      action: 'merge.viewed',
      outcome: 'refused',
      ...about,
      facts: { code: 'case-needed', ...facts },
    });
  }
}
