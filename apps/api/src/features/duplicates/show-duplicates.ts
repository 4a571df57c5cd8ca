import type { DuplicatesQuery, DuplicateView } from '@relink/contract';
import { type ProblemCode, roleHolds } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Page } from '../../platform/http/list.ts';
import { problem } from '../../platform/problems/problem.ts';
import { AccountInCase } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { DuplicateList } from './duplicate-list.ts';
import { holdsInOwnCase } from './holds-in-own-case.ts';

const ACTION = 'duplicate.listed';

/** Somebody at the desk looks at likely duplicates: a supervisor at all, an agent at those of an account in hand. */
@Injectable()
export class ShowDuplicates {
  constructor(
    private readonly source: DataSource,
    private readonly list: DuplicateList,
    private readonly cases: AccountInCase,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `case-needed` for an account outside a case of the agent's own, `not-permitted` for the list of all. */
  async many(
    context: AgentContext,
    query: DuplicatesQuery,
    page: Page,
  ): Promise<{ rows: DuplicateView[]; total: number }> {
    const { accountId, caseId } = query.filter ?? {};
    const about = {
      ...(accountId !== undefined && { accountId }),
      ...(caseId !== undefined && { caseId }),
    };
    const refusal = await this.refusalFor(context, accountId, caseId);
    if (refusal) return this.refuse(context, refusal, about);
    const { rows, total, hidden } = await this.list.read(context, query, page);
    await this.audit.record(poolOf(this.source), context, {
      action: ACTION,
      ...(caseId !== undefined && { origin: 'case' }),
      ...about,
      facts: { results: rows.length, duplicateIds: rows.map(({ id }) => id), hidden: hidden.length },
    });
    return { rows, total };
  }

  /** Throws `not-found`; `private-contact`; `case-needed` for an agent with neither account in an open case. */
  async one(context: AgentContext, id: string): Promise<DuplicateView> {
    const { rows, hidden } = await this.list.read(context, { filter: { id } }, { limit: 1, offset: 0 });
    if (hidden.length > 0) return this.refuse(context, 'private-contact', { facts: { duplicateId: id } });
    const [row] = rows;
    if (!row) throw problem('not-found');
    const accountIds = row.accounts.map((account) => account.id);
    const mayList = roleHolds(context.principal.role, 'duplicates.list');
    if (!mayList && !(await holdsInOwnCase(poolOf(this.source), context.principal.id, accountIds)))
      return this.refuse(context, 'case-needed', { facts: { duplicateId: id } });
    await this.audit.record(poolOf(this.source), context, {
      action: ACTION,
      facts: { results: 1, duplicateIds: [id] },
    });
    return row;
  }

  private async refusalFor(
    context: AgentContext,
    accountId: string | undefined,
    caseId: string | undefined,
  ): Promise<ProblemCode | null> {
    if (accountId !== undefined && caseId !== undefined)
      return (await this.cases.find(poolOf(this.source), context, caseId, accountId)) ? null : 'case-needed';
    if (roleHolds(context.principal.role, 'duplicates.list')) return null;
    return accountId === undefined ? 'not-permitted' : 'case-needed';
  }

  private async refuse(
    context: AgentContext,
    code: ProblemCode,
    about: { accountId?: string; caseId?: string; facts?: Record<string, unknown> },
  ): Promise<never> {
    await this.audit.record(poolOf(this.source), context, {
      action: ACTION,
      outcome: 'refused',
      ...about,
      facts: { code, ...about.facts },
    });
    throw problem(code);
  }
}
