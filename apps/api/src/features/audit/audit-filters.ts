import type { AuditFiltersQuery, AuditFilterView, KeepAuditFilter } from '@relink/contract';
import type { Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from './audit-log.ts';

/** More would be no help to anybody. */
const MOST = 50;
const COLUMNS = 'id, name, filter, created_at as "createdAt"';

/** The filters that an agent has given names: nobody else's are seen. What they narrow by is no event's content. */
@Injectable()
export class AuditFilters {
  constructor(
    private readonly log: AuditLog,
    private readonly source: DataSource,
  ) {}

  list(agentId: string, { filter, sort }: AuditFiltersQuery): Promise<AuditFilterView[]> {
    const [by, direction] = sort ?? ['name', 'ASC'];
    return runSql<AuditFilterView>(
      poolOf(this.source),
      `select ${COLUMNS} from audit_filter where agent_id = $1 and ($2::uuid[] is null or id = any($2))
        order by ${by} ${direction}`,
      [agentId, filter?.id === undefined ? null : [filter.id].flat()],
    );
  }

  /** Under a name that is taken it replaces what was there. */
  async keep(
    em: EntityManager,
    context: AgentContext,
    { name, filter }: KeepAuditFilter,
  ): Promise<Done | Refusal> {
    const agentId = context.principal.id;
    // One after another of the same agent, so that two at once do not pass the bound together.
    await runSql(em, 'select from agent where id = $1 for no key update', [agentId]);
    await runSql(em, 'delete from audit_filter where agent_id = $1 and name = $2', [agentId, name]);
    const [kept] = await runSql<{ count: number }>(
      em,
      'select count(*)::int as count from audit_filter where agent_id = $1',
      [agentId],
    );
    if ((kept?.count ?? 0) >= MOST) return { code: 'filters-full', details: { most: MOST } };
    const id = uuidv7();
    await runSql(
      em,
      'insert into audit_filter (id, agent_id, name, filter, created_at) values ($1, $2, $3, $4, $5)',
      [id, agentId, name, JSON.stringify(filter), context.now],
    );
    await this.log.record(em, context, {
      action: 'audit.filter-kept',
      facts: { filterId: id, filters: Object.keys(filter).sort() },
    });
    return { resourceId: id, result: undefined };
  }

  async remove(em: EntityManager, context: AgentContext, id: string): Promise<Done | Refusal> {
    const deleted = await runSql<{ id: string }>(
      em,
      'delete from audit_filter where id = $1 and agent_id = $2 returning id',
      [id, context.principal.id],
    );
    if (deleted.length === 0) return { code: 'not-found' };
    await this.log.record(em, context, { action: 'audit.filter-deleted', facts: { filterId: id } });
    return { resourceId: id, result: undefined };
  }
}
