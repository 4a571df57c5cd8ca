import type { AgentHoursView, SetAgentHoursRequest } from '@relink/contract';
import { type AgentHours as Hours, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';

type Row = { readonly hours: Hours | null };

/** When an agent works, as an admin has said. What they do at other times is a sign of abuse. */
@Injectable()
export class AgentHours {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditLog,
  ) {}

  /** Undefined where there is no such agent. */
  async read(agentId: string): Promise<AgentHoursView | undefined> {
    const [row] = await runSql<AgentHoursView>(poolOf(this.source), 'select hours from agent where id = $1', [
      agentId,
    ]);
    return row;
  }

  /** Refusals: `not-found`; `not-permitted` for one's own: nobody says when they may work themselves. */
  async set(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    agentId: string,
    { hours }: SetAgentHoursRequest,
  ): Promise<Done<null> | Refusal> {
    const [before] = await runSql<Row>(em, 'select hours from agent where id = $1 for no key update', [
      agentId,
    ]);
    if (!before) return refuse('not-found');
    const refusal = agentId === context.principal.id ? refuse('not-permitted') : null;
    if (!refusal)
      await runSql(em, 'update agent set hours = $2, updated_at = $3 where id = $1', [
        agentId,
        hours === null ? null : JSON.stringify(hours),
        now,
      ]);
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'agent.hours-set',
        outcome: refusal ? 'refused' : 'done',
        facts: refusal
          ? { agentId, code: refusal.code }
          : { agentId, before: { hours: before.hours }, after: { hours } },
      },
    );
    return refusal ?? { resourceId: agentId, result: null };
  }
}
