import type { GrantLooksRequest, LookGrantView } from '@relink/contract';
import {
  type AgentRole,
  lookGrantRefusal,
  type LookGrantQuestion,
  refuse,
  type Refusal,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { problem } from '../../platform/problems/problem.ts';
import { AuditLog } from '../audit/index.ts';

const LASTS = "interval '12 hours'";
// Both, in the order of their ids: of two who grant each other at once one comes second.
const LOCK_BOTH = `select id, role, disabled_at is not null as disabled from agent where id = any($1::uuid[])
  order by id for no key update`;
const RUNNING = `select
  coalesce(sum(extra) filter (where agent_id = $1 and kind = $3), 0)::integer as running,
  coalesce(bool_or(agent_id = $2 and granted_by = $1), false) as "grantedBack"
  from agent_look_grant where agent_id in ($1, $2) and until > $4`;
const GRANT = `insert into agent_look_grant (id, agent_id, kind, extra, until, granted_by, granted_at)
  values ($1, $2, $3, $4, $5::timestamptz + ${LASTS}, $6, $5)`;
const FIND = `select id, agent_id as "agentId", kind, extra, until from agent_look_grant where id = $1`;

type Agent = { readonly id: string; readonly role: AgentRole; readonly disabled: boolean };
type Running = Pick<LookGrantQuestion, 'running' | 'grantedBack'>;

/** A supervisor lets somebody else look at more than the limits, for the rest of a working day. */
@Injectable()
export class GrantLooks {
  constructor(
    private readonly source: DataSource,
    private readonly policy: PolicyInForce,
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
    const by = context.principal.id;
    const agents = await runSql<Agent>(em, LOCK_BOTH, [[agentId, by]]);
    const to = agents.find(({ id, disabled }) => id === agentId && !disabled);
    if (!to) return refused(refuse('not-found'));
    const [grants] = await runSql<Running>(em, RUNNING, [agentId, by, kind, now]);
    if (!grants) throw new Error('A sum without groups is one row.');
    const policy = await this.policy.read(em);
    const refusal = lookGrantRefusal({ kind, extra, by, to, ...grants }, policy);
    if (refusal) return refused(refusal);
    const id = uuidv7();
    await runSql(em, GRANT, [id, agentId, kind, extra, now, by]);
    await this.record(em, now, context, { agentId, kind, extra, reason }, 'done');
    return { resourceId: id, result: undefined };
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
