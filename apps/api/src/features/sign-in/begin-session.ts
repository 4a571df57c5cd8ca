import { NUMBERS, sessionStanding } from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import { endAgentSessionOfHash } from '../../platform/guard/end-agent-sessions.ts';
import type { SignedInAgent } from '../../platform/guard/request-context.ts';
import { hashToken, newToken } from '../../platform/guard/sessions.ts';
import { startAgentSession } from '../../platform/guard/start-agent-session.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { AuditLog } from '../audit/index.ts';
import { Factors } from './factors.ts';

const HOUR = 3_600_000;
const HALF_SESSION_MS = NUMBERS.factor.halfSessionMinutes * 60_000;

/** The browser that signs in. `previousToken`: the session it still had, which ends. */
export type Client = {
  readonly address: string;
  readonly userAgent: string;
  readonly previousToken: string | undefined;
  /** The hash of its token, where the browser comes from another site and does not send it. */
  readonly previousHash?: Buffer;
};

export type StartedSession = { readonly token: string; readonly agent: SignedInAgent };

/**
 * What somebody came in by: a password that was right for this hash, or the company's word. `proven`: the company says that
 * they signed in there lately; otherwise the session begins with the step-up due.
 */
export type CameBy =
  | { readonly by: 'password'; readonly passwordHash: string }
  | { readonly by: 'provider'; readonly proven: boolean };

const NEVER = new Date(0);

/** Gives who may come in a session under a token never used before. Who has a second factor gets one that may only give it. */
@Injectable()
export class BeginSession {
  constructor(
    private readonly audit: AuditLog,
    private readonly policy: PolicyInForce,
    private readonly factors: Factors,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Undefined where the agent has changed meanwhile. */
  async run(
    em: EntityManager,
    now: Date,
    { id, username, name, role }: Pick<SignedInAgent, 'id' | 'username' | 'name' | 'role'>,
    came: CameBy,
    { address, userAgent, previousToken, previousHash }: Client,
  ): Promise<StartedSession | undefined> {
    // Held still: who enrols a first factor at this moment ends this session, or this one awaits the factor.
    const [held] = await runSql<{ demo: boolean; recovering: boolean }>(
      em,
      'select demo, recovery_id is not null as recovering from agent where id = $1 for share',
      [id],
    );
    if (!held) return undefined;
    const { recovering } = held;
    const demo = held.demo && this.settings.mode !== 'production';
    const previous = previousToken === undefined ? previousHash : hashToken(previousToken);
    const replaced = previous !== undefined && (await endAgentSessionOfHash(em, previous));
    const { numbers } = await this.policy.read(em);
    const hasFactor = (await this.factors.kinds(em, id)).length > 0;
    const token = newToken();
    const provenAt = came.by === 'password' || came.proven ? now : NEVER;
    const begun = await startAgentSession(em, now, {
      token,
      agentId: id,
      proof: { ...came, half: hasFactor },
      provenAt,
      address,
      userAgent,
      lifeMs: hasFactor ? HALF_SESSION_MS : numbers.agentSession.lifeHours * HOUR,
    });
    if (!begun) return undefined;
    const standing = sessionStanding({ role, demo, half: hasFactor, hasFactor, recovering });
    const session = {
      id: begun.id,
      standing,
      provenAt,
      provenBy: came.by,
      hasFactor,
      recovering,
      demo,
    } as const;
    const sessionExpiresAt = begun.expiresAt;
    const agent: SignedInAgent = { kind: 'agent', id, username, name, role, sessionExpiresAt, session };
    const { by } = came;
    await this.audit.record(
      em,
      { principal: agent, address, now },
      {
        action: hasFactor
          ? by === 'password'
            ? 'agent.password-accepted'
            : 'agent.company-accepted'
          : 'agent.signed-in',
        facts: { role, replaced, by },
      },
    );
    return { token, agent };
  }
}
