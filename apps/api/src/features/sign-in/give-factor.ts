import { isRefusal, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { endAgentSession } from '../../platform/guard/end-agent-sessions.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { newToken } from '../../platform/guard/sessions.ts';
import { startAgentSession } from '../../platform/guard/start-agent-session.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { AuditLog } from '../audit/index.ts';
import { FactorTries } from './factor-tries.ts';
import { type GivenFactor, ProveFactor } from './prove-factor.ts';
import type { Client, StartedSession } from './begin-session.ts';

const HOUR = 3_600_000;

/** Makes a half session whole, under a token never used before. */
@Injectable()
export class GiveFactor {
  constructor(
    private readonly tries: FactorTries,
    private readonly prove: ProveFactor,
    private readonly policy: PolicyInForce,
    private readonly audit: AuditLog,
  ) {}

  run(context: AgentContext, given: GivenFactor, client: Client): Promise<StartedSession> {
    return this.tries.run(context, given.given.kind, async (em, now) => {
      const by = await this.prove.run(em, { ...context, now }, given);
      return isRefusal(by) ? by : this.startWhole(em, { ...context, now }, by, client);
    });
  }

  private async startWhole(
    em: EntityManager,
    context: AgentContext,
    by: 'passkey' | 'totp',
    { address, userAgent, previousToken }: Client,
  ): Promise<StartedSession | Refusal> {
    const { principal: agent, now } = context;
    // Gone where the agent was disabled, or their password changed, since: then there is nothing to make whole.
    if (previousToken === undefined || !(await endAgentSession(em, previousToken)))
      return refuse('factor-not-awaited');
    const { numbers } = await this.policy.read(em);
    const token = newToken();
    const begun = await startAgentSession(em, now, {
      token,
      agentId: agent.id,
      proof: { by, half: false },
      provenAt: now,
      address,
      userAgent,
      lifeMs: numbers.agentSession.lifeHours * HOUR,
    });
    if (!begun) return refuse('factor-not-awaited');
    const session = {
      ...agent.session,
      id: begun.id,
      standing: 'whole' as const,
      provenAt: now,
      provenBy: by,
    };
    await this.audit.record(em, context, { action: 'agent.signed-in', facts: { role: agent.role, by } });
    return { token, agent: { ...agent, sessionExpiresAt: begun.expiresAt, session } };
  }
}
