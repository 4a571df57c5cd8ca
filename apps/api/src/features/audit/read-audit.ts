import type { AuditEventView, AuditQuery } from '@relink/contract';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Page } from '../../platform/http/list.ts';
import {
  type AuditFilter,
  type AuditSort,
  countEvents,
  findEvents,
  type StoredEvent,
} from './audit-events.repository.ts';
import { AuditLog } from './audit-log.ts';
import { EventViews } from './event-views.ts';

const NEWEST_FIRST: AuditSort = ['at', 'DESC'];
const ONE: Page = { offset: 0, limit: 1 };

/** Reads the log. Who reads it, and what they look for, is in it too. */
@Injectable()
export class ReadAudit {
  constructor(
    private readonly log: AuditLog,
    private readonly views: EventViews,
    private readonly source: DataSource,
  ) {}

  /** A page of events and about how many there are in all. */
  async list(context: AgentContext, query: AuditQuery, page: Page): Promise<[AuditEventView[], number]> {
    const filter = query.filter ?? {};
    const pool = poolOf(this.source);
    const stored = await findEvents(pool, filter, query.sort ?? NEWEST_FIRST, page);
    const total = await countEvents(pool, filter);
    return [await this.show(context, filter, stored), total];
  }

  async one(context: AgentContext, id: string): Promise<AuditEventView | undefined> {
    const filter = { id };
    const stored = await findEvents(poolOf(this.source), filter, NEWEST_FIRST, ONE);
    const [view] = await this.show(context, filter, stored);
    return view;
  }

  private async show(
    context: AgentContext,
    filter: AuditFilter,
    stored: readonly StoredEvent[],
  ): Promise<AuditEventView[]> {
    const pool = poolOf(this.source);
    const shown = await this.views.of(pool, stored);
    await this.log.record(pool, context, {
      action: 'audit.read',
      ...(filter.caseId !== undefined && { caseId: filter.caseId }),
      ...(filter.accountId !== undefined && { accountId: filter.accountId }),
      facts: { filters: Object.keys(filter).sort(), shown: shown.length },
    });
    return shown;
  }
}
