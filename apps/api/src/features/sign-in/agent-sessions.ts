import type { AgentSessionView } from '@relink/contract';
import { type AgentRole, type Proof, refuse, type Refusal, sessionStanding } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';
import {
  endAgentSessionsOf,
  endOneAgentSession,
  endOtherAgentSessions,
} from '../../platform/guard/end-agent-sessions.ts';
import { networkOf } from '../../platform/guard/network-of.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { AuditLog } from '../audit/index.ts';
import { holdAgent } from './hold-still.ts';

type Row = {
  readonly id: string;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly half: boolean;
  readonly provenBy: Proof;
  readonly provenAt: Date;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly role: AgentRole;
  readonly demo: boolean;
  readonly hasFactor: boolean;
  readonly recovering: boolean;
};

// Each browser of an agent that is signed in; what has ended has no row.
const OF_AGENT = `select s.id, s.address, s.user_agent as "userAgent", s.half,
    s.proven_by as "provenBy", s.proven_at as "provenAt", s.created_at as "createdAt", s.last_seen_at as "lastSeenAt",
    s.expires_at as "expiresAt", a.role, a.demo, a.recovery_id is not null as recovering,
    exists (select from agent_factor f where f.agent_id = a.id) as "hasFactor"
  from agent_session s join agent a on a.id = s.agent_id
 where s.agent_id = $1 and s.expires_at > $2 and s.last_seen_at > $3 order by s.last_seen_at desc, s.id limit 100`;

/** Where agents are signed in. */
@Injectable()
export class AgentSessions {
  constructor(
    private readonly policy: PolicyInForce,
    private readonly audit: AuditLog,
  ) {}

  /** Those of an agent that live, the last seen first. */
  async list(executor: Executor, context: AgentContext, agentId: string): Promise<AgentSessionView[]> {
    const { agentSession } = (await this.policy.read(executor)).numbers;
    const idleSince = new Date(context.now.getTime() - agentSession.idleMinutes * 60_000);
    const rows = await runSql<Row>(executor, OF_AGENT, [agentId, context.now, idleSince]);
    return rows.map((row) => viewOf(row, context.principal.session.id));
  }

  /** Ends one; without an id all of them but the one that asks. Refusal: `not-found`. */
  async end(
    em: EntityManager,
    context: AgentContext,
    agentId: string,
    sessionId: string | null,
  ): Promise<Done<null> | Refusal> {
    const own = context.principal.session.id;
    const known = await holdAgent(em, agentId);
    let ended: number;
    if (sessionId !== null) ended = (await endOneAgentSession(em, agentId, sessionId)) ? 1 : 0;
    else if (agentId === context.principal.id) ended = await endOtherAgentSessions(em, agentId, own);
    else ended = await endAgentSessionsOf(em, agentId);
    const missing = !known || (sessionId !== null && ended === 0);
    await this.audit.record(
      em,
      context,
      missing
        ? { action: 'agent.session-ended', outcome: 'refused', facts: { agentId, code: 'not-found' } }
        : { action: 'agent.session-ended', facts: { agentId, ended } },
    );
    return missing ? refuse('not-found') : { resourceId: agentId, result: null };
  }

  /** Somebody looked at where a colleague is signed in. */
  recordLook(executor: Executor, context: AgentContext, agentId: string): Promise<unknown> {
    return this.audit.record(executor, context, { action: 'agent.sessions-listed', facts: { agentId } });
  }
}

function viewOf(row: Row, currentId: string): AgentSessionView {
  const { id, address, provenBy } = row;
  return {
    id,
    network: address === null ? null : networkOf(address),
    userAgent: row.userAgent ?? '',
    standing: sessionStanding(row),
    provenBy,
    provenAt: row.provenAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    current: id === currentId,
  };
}
