import type { SignInRequest } from '@relink/contract';
import { Injectable } from '@nestjs/common';
import { endAgentSession } from '../../platform/guard/end-agent-sessions.ts';
import type { SignedInAgent } from '../../platform/guard/request-context.ts';
import { newToken } from '../../platform/guard/sessions.ts';
import { startAgentSession } from '../../platform/guard/start-agent-session.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { problem } from '../../platform/problems/problem.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import type { AgentEntity } from '../agents/index.ts';
import { AuditLog } from '../audit/index.ts';
import { Credentials } from './credentials.ts';
import { SignInThrottle } from './sign-in-throttle.ts';

/** The browser that signs in. `previousToken`: the session it still had, which ends. */
export type Client = {
  readonly address: string;
  readonly userAgent: string;
  readonly previousToken: string | undefined;
};

export type StartedSession = { readonly token: string; readonly agent: SignedInAgent };

/** Signs an agent in: counted, checked, and given a session under a token never used before. */
@Injectable()
export class SignIn {
  constructor(
    private readonly throttle: SignInThrottle,
    private readonly credentials: Credentials,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
    private readonly policy: PolicyInForce,
  ) {}

  async run(request: SignInRequest, client: Client): Promise<StartedSession> {
    const throttled = await this.throttle.count([request.username], client.address);
    if (throttled) {
      if (throttled.first) await this.recordRefusal(client, { code: 'too-many-tries' });
      throw problem('too-many-tries', { details: { retryAfterSeconds: throttled.retryAfterSeconds } });
    }
    const verdict = await this.credentials.check(request);
    const started = verdict.right ? await this.startSession(verdict.agent, client) : undefined;
    if (started) {
      await this.throttle.forgive(request.username, client.address);
      return started;
    }
    const agentId = verdict.right ? verdict.agent.id : verdict.agentId;
    await this.recordRefusal(client, {
      code: 'wrong-credentials',
      ...(agentId !== undefined && { agentId }),
    });
    throw problem('wrong-credentials');
  }

  private startSession(agent: AgentEntity, client: Client): Promise<StartedSession | undefined> {
    const { address, userAgent, previousToken } = client;
    return this.transaction.run(async (em, now) => {
      const replaced = previousToken !== undefined && (await endAgentSession(em, previousToken));
      const { numbers } = await this.policy.read(em);
      const token = newToken();
      const expiresAt = await startAgentSession(em, now, {
        token,
        agentId: agent.id,
        passwordHash: agent.passwordHash,
        address,
        userAgent,
        lifeHours: numbers.agentSession.lifeHours,
      });
      if (!expiresAt) return undefined;
      const { id, username, name, role } = agent;
      const principal: SignedInAgent = {
        kind: 'agent',
        id,
        username,
        name,
        role,
        sessionExpiresAt: expiresAt,
      };
      await this.audit.record(
        em,
        { principal, address, now },
        { action: 'agent.signed-in', facts: { role, replaced } },
      );
      return { token, agent: principal };
    });
  }

  /** Nobody has signed in, so the desk itself is the actor; a name that was typed may be a password, and is not kept. */
  private async recordRefusal(client: Client, facts: { code: string; agentId?: string }): Promise<void> {
    await this.transaction.run((em, now) =>
      this.audit.record(
        em,
        { principal: { kind: 'system' }, address: client.address, now },
        { action: 'sign-in.refused', outcome: 'refused', facts },
      ),
    );
  }
}
