import type { GrantLooksRequest, LookGrantView } from '@relink/contract';
import { refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { problem } from '../../platform/problems/problem.ts';
import { AuditLog } from '../audit/index.ts';

const LASTS = "interval '12 hours'";
const GRANT = `insert into agent_look_grant (id, agent_id, kind, extra, until, granted_by, granted_at)
  select $1, a.id, $3, $4, $5::timestamptz + ${LASTS}, $6, $5 from agent a
   where a.id = $2 and a.disabled_at is null returning id`;
const FIND = `select id, agent_id as "agentId", kind, extra, until from agent_look_grant where id = $1`;

/** A supervisor lets somebody else look at more than the limits, for the rest of a working day. */
@Injectable()
export class GrantLooks {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    agentId: string,
    { kind, extra, reason }: GrantLooksRequest,
  ): Promise<Done | Refusal> {
    const refused = async (refusal: Refusal): Promise<Refusal> => {
      await this.record(em, now, context, { agentId, kind, extra, code: refusal.code }, 'refused');
      return refusal;
    };
    // Nobody widens their own limits.
    if (agentId === context.principal.id) return refused(refuse('own-limit'));
    const values = [uuidv7(), agentId, kind, extra, now, context.principal.id];
    const [grant] = await runSql<{ id: string }>(em, GRANT, values);
    if (!grant) return refused(refuse('not-found'));
    await this.record(em, now, context, { agentId, kind, extra, reason }, 'done');
    return { resourceId: grant.id, result: undefined };
  }

  async show(id: string): Promise<LookGrantView> {
    const [grant] = await runSql<LookGrantView & QueryResultRow>(poolOf(this.source), FIND, [id]);
    if (!grant) throw problem('not-found');
    return grant;
  }

  private async record(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    facts: Readonly<Record<string, unknown>>,
    outcome: 'done' | 'refused',
  ): Promise<void> {
    await this.audit.record(em, { ...context, now }, { action: 'agent.looks-granted', outcome, facts });
  }
}
