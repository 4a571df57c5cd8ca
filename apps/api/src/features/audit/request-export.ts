import type { RequestAuditExport } from '@relink/contract';
import type { Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { countEvents } from './audit-events.repository.ts';
import { AuditLog } from './audit-log.ts';
import { ReadAudit } from './read-audit.ts';

/** Exports of one agent that may be under way at once. */
const MOST = 3;

/** Takes the order for a file of a stretch of the log. The worker writes it. */
@Injectable()
export class RequestExport {
  constructor(
    private readonly jobs: Jobs,
    private readonly readAudit: ReadAudit,
    private readonly log: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    context: AgentContext,
    { filter, format, reason }: RequestAuditExport,
  ): Promise<Done | Refusal> {
    const agentId = context.principal.id;
    await runSql(em, 'select from agent where id = $1 for no key update', [agentId]);
    const [open] = await runSql<{ count: number }>(
      em,
      `select count(*)::int as count from audit_export where agent_id = $1 and state in ('waiting', 'running')`,
      [agentId],
    );
    if ((open?.count ?? 0) >= MOST) return { code: 'exports-busy', details: { most: MOST } };
    const id = uuidv7();
    const about = await countEvents(em, filter, await this.readAudit.accountsOf(filter));
    await runSql(
      em,
      `insert into audit_export (id, agent_id, format, reason, filter, state, about, created_at)
       values ($1, $2, $3, $4, $5, 'waiting', $6, $7)`,
      [id, agentId, format, reason, JSON.stringify(filter), about, context.now],
    );
    await this.jobs.add(em, 'run_audit_export', { exportId: id });
    await this.log.record(em, context, {
      action: 'audit.export-requested',
      ...(filter.caseId !== undefined && { caseId: filter.caseId }),
      ...(filter.accountId !== undefined && { accountId: filter.accountId }),
      facts: { exportId: id, format, filters: Object.keys(filter).sort() },
    });
    return { resourceId: id, result: undefined };
  }
}
