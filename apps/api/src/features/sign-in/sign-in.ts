import type { SignInRequest } from '@relink/contract';
import { NUMBERS, sessionStanding } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { runSql } from '../../platform/database/named-statement.ts';
import { endAgentSession } from '../../platform/guard/end-agent-sessions.ts';
import type { SignedInAgent } from '../../platform/guard/request-context.ts';
import { newToken } from '../../platform/guard/sessions.ts';
import { startAgentSession } from '../../platform/guard/start-agent-session.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { problem } from '../../platform/problems/problem.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { Credentials, type WithPassword } from './credentials.ts';
import { Factors } from './factors.ts';
import { SignInThrottle } from './sign-in-throttle.ts';

const HOUR = 3_600_000;
const HALF_SESSION_MS = NUMBERS.factor.halfSessionMinutes * 60_000;

/** The browser that signs in. `previousToken`: the session it still had, which ends. */
export type Client = {
  readonly address: string;
  readonly userAgent: string;
  readonly previousToken: string | undefined;
};

export type StartedSession = { readonly token: string; readonly agent: SignedInAgent };

/**
 * Signs an agent in: counted, checked, and given a session under a token never used before. Who has a second factor
 * gets one that may only give it.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly throttle: SignInThrottle,
    private readonly credentials: Credentials,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
    private readonly policy: PolicyInForce,
    private readonly factors: Factors,
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

  private startSession(agent: WithPassword, client: Client): Promise<StartedSession | undefined> {
    const { address, userAgent, previousToken } = client;
    const { id, username, name, role, passwordHash } = agent;
    return this.transaction.run(async (em, now) => {
      // Held still: who enrols a first factor at this moment ends this session, or this one awaits the factor.
      const [held] = await runSql<{ demo: boolean }>(em, 'select demo from agent where id = $1 for share', [
        id,
      ]);
      if (!held) return undefined;
      const replaced = previousToken !== undefined && (await endAgentSession(em, previousToken));
      const { numbers } = await this.policy.read(em);
      const hasFactor = (await this.factors.kinds(em, id)).length > 0;
      const token = newToken();
      const begun = await startAgentSession(em, now, {
        token,
        agentId: id,
        proof: { by: 'password', passwordHash, half: hasFactor },
        address,
        userAgent,
        lifeMs: hasFactor ? HALF_SESSION_MS : numbers.agentSession.lifeHours * HOUR,
      });
      if (!begun) return undefined;
      const standing = sessionStanding({ role, demo: held.demo, half: hasFactor, hasFactor });
      const session = {
        id: begun.id,
        standing,
        provenAt: now,
        provenBy: 'password',
        hasFactor,
        ...held,
      } as const;
      const sessionExpiresAt = begun.expiresAt;
      const principal: SignedInAgent = { kind: 'agent', id, username, name, role, sessionExpiresAt, session };
      await this.audit.record(
        em,
        { principal, address, now },
        hasFactor
          ? { action: 'agent.password-accepted', facts: { role, replaced } }
          : { action: 'agent.signed-in', facts: { role, replaced, by: 'password' } },
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
