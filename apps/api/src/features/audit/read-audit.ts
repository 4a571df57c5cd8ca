import type { AuditEventView, AuditQuery } from '@relink/contract';
import { opensPersonalValues } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Page } from '../../platform/http/list.ts';
import { AgentLooks } from '../../platform/looks/agent-looks.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import {
  countEvents,
  findEvents,
  horizonOf,
  mergedFamily,
  type StoredEvent,
} from './audit-events.repository.ts';
import { AuditLog } from './audit-log.ts';
import type { AuditFilter, AuditSort, Place } from './event-search.ts';
import { accountsSealedIn, EventViews } from './event-views.ts';

const NEWEST_FIRST: AuditSort = ['at', 'DESC'];
const ONE: Page = { offset: 0, limit: 1 };

/** A page of the log. */
export type EventsPage = {
  readonly rows: AuditEventView[];
  /** About how many there are. */
  readonly total: number;
  /** Where the search ended, when it did not look at everything. */
  readonly searchedTo: Place | undefined;
};

/** Reads the log. Who reads it, and what they look for, is in it too. */
@Injectable()
export class ReadAudit {
  constructor(
    private readonly log: AuditLog,
    private readonly views: EventViews,
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    private readonly looks: AgentLooks,
    private readonly policy: PolicyInForce,
  ) {}

  async list(context: AgentContext, query: AuditQuery, page: Page): Promise<EventsPage> {
    const filter = query.filter ?? {};
    const sort = query.sort ?? NEWEST_FIRST;
    const pool = poolOf(this.source);
    const accountIds = await this.accountsOf(filter);
    const bound = await horizonOf(pool, filter, accountIds, sort);
    const stored = await findEvents(pool, filter, accountIds, sort, page, bound?.horizon);
    // A page that is not full is the last one.
    const total =
      page.offset === 0 && stored.length < page.limit
        ? stored.length
        : await countEvents(pool, filter, accountIds, bound?.horizon);
    return { rows: await this.show(context, filter, stored), total, searchedTo: bound?.at };
  }

  /** The accounts that a filter means; none where it does not ask for one. */
  async accountsOf({ accountId, withMerged }: AuditFilter): Promise<readonly string[]> {
    if (accountId === undefined) return [];
    return withMerged === true ? mergedFamily(poolOf(this.source), accountId) : [accountId];
  }

  async one(context: AgentContext, id: string): Promise<AuditEventView | undefined> {
    const filter = { id };
    const stored = await findEvents(poolOf(this.source), filter, [], NEWEST_FIRST, ONE);
    const [view] = await this.show(context, filter, stored);
    return view;
  }

  private async show(
    context: AgentContext,
    filter: AuditFilter,
    stored: readonly StoredEvent[],
  ): Promise<AuditEventView[]> {
    const pool = poolOf(this.source);
    const opened = await this.opened(context, filter, accountsSealedIn(stored));
    const shown = await this.views.of(pool, stored, opened);
    await this.log.record(pool, context, {
      action: 'audit.read',
      ...(filter.caseId !== undefined && { caseId: filter.caseId }),
      ...(filter.accountId !== undefined && { accountId: filter.accountId }),
      facts: { filters: Object.keys(filter).sort(), shown: shown.length, openedAccountIds: [...opened] },
    });
    return shown;
  }

  /** Of which accounts the values may be seen: each is a look at that account, and beyond the limit there is none. */
  private async opened(
    context: AgentContext,
    filter: AuditFilter,
    accountIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const opened = new Set<string>();
    if (accountIds.length === 0 || !opensPersonalValues(filter)) return opened;
    await this.transaction.run(async (em, now) => {
      const policy = await this.policy.read(em);
      for (const subject of accountIds) {
        const refusal = await this.looks.take(em, { ...context, now }, { kind: 'account', subject }, policy);
        if (!refusal) opened.add(subject);
      }
    });
    return opened;
  }
}
