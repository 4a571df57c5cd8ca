import type { SignInRequest } from '@relink/contract';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { problem } from '../../platform/problems/problem.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { BeginSession, type Client, type StartedSession } from './begin-session.ts';
import { Credentials, type WithPassword } from './credentials.ts';
import { SignInThrottle } from './sign-in-throttle.ts';

/**
 * Signs an agent in by a password: counted, checked, and given a session.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly throttle: SignInThrottle,
    private readonly credentials: Credentials,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
    private readonly session: BeginSession,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async run(request: SignInRequest, client: Client): Promise<StartedSession> {
    if (!this.settings.passwords) throw problem('passwords-off');
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
    const { passwordHash } = agent;
    return this.transaction.run((em, now) =>
      this.session.run(em, now, agent, { by: 'password', passwordHash }, client),
    );
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
