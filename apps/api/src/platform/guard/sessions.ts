import { createHash, randomBytes } from 'node:crypto';
import { type AgentRole, type Proof, sessionStanding } from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../config/clock.ts';
import { SETTINGS, type Settings } from '../config/settings.ts';
import { poolOf } from '../database/data-source.ts';
import { runNamed } from '../database/named-statement.ts';
import { PolicyInForce } from '../policy/policy-in-force.ts';
import type { SignedInAgent, SignedInCustomer } from './request-context.ts';

/** Cookies: an agent's is never sent to, nor read by, the portal. */
export const AGENT_COOKIE = 'relink_agent';
export const CUSTOMER_COOKIE = 'relink_customer';

const TOKEN_SHAPE = /^[A-Za-z0-9_-]{43}$/;
const MINUTE = 60_000;

export const FIND_AGENT_SESSION = {
  name: 'agent_session_find',
  text: `select a.id, a.username, a.name, a.role, a.demo, a.recovery_id is not null as recovering, s.id as session_id, s.half, s.proven_at, s.proven_by,
           s.last_seen_at, s.expires_at, now() as now,
           exists (select from agent_factor f where f.agent_id = a.id) as has_factor
           from agent_session s join agent a on a.id = s.agent_id
          where s.token_hash = $1 and a.disabled_at is null`,
};
const TOUCH_AGENT_SESSION = {
  name: 'agent_session_touch',
  text: 'update agent_session set last_seen_at = $2 where token_hash = $1',
};
const FIND_CUSTOMER_SESSION = {
  name: 'customer_session_find',
  text: `select s.account_id, s.last_seen_at, s.expires_at, now() as now
           from customer_session s join account a on a.id = s.account_id
          where s.token_hash = $1 and s.ended_at is null and a.status = 'active'
            and not exists (select from verification_lock l where l.account_id = a.id and l.kind = 'opposed' and l.lifted_at is null)`,
};
const TOUCH_CUSTOMER_SESSION = {
  name: 'customer_session_touch',
  text: 'update customer_session set last_seen_at = $2 where token_hash = $1',
};

type AgentSessionRow = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: AgentRole;
  readonly demo: boolean;
  readonly recovering: boolean;
  readonly session_id: string;
  readonly half: boolean;
  readonly proven_at: Date;
  readonly proven_by: Proof;
  readonly has_factor: boolean;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly now: Date;
};

type Found<P> = { readonly principal: P; readonly now: Date };

/** A fresh opaque token: 32 random bytes. Only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 of a token: it has 256 bits of chance in it, so a plain hash is enough. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Looks up sessions anew at each request, so that sign-out, disabling and a role change count at the next one. */
@Injectable()
export class Sessions {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly policy: PolicyInForce,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async findAgent(token: string | undefined): Promise<Found<SignedInAgent> | undefined> {
    if (token === undefined || !TOKEN_SHAPE.test(token)) return undefined;
    const pool = poolOf(this.source);
    const hash = hashToken(token);
    const [row] = await runNamed<AgentSessionRow>(pool, FIND_AGENT_SESSION, [hash]);
    if (!row) return undefined;
    const { numbers } = await this.policy.read(pool);
    const now = this.clock.read(row.now);
    const idle = now.getTime() - row.last_seen_at.getTime();
    if (now >= row.expires_at || idle >= numbers.agentSession.idleMinutes * MINUTE) return undefined;
    // Once a minute is close enough for an idle time of minutes, and spares a write per request.
    if (idle >= MINUTE) await runNamed(pool, TOUCH_AGENT_SESSION, [hash, now]);
    // In production nobody is spared for the demo's sake, whatever stands in the table.
    const demo = row.demo && this.settings.mode !== 'production';
    return { principal: agentOf({ ...row, demo }), now };
  }

  async findCustomer(token: string | undefined): Promise<Found<SignedInCustomer> | undefined> {
    if (token === undefined || !TOKEN_SHAPE.test(token)) return undefined;
    const pool = poolOf(this.source);
    const hash = hashToken(token);
    const [row] = await runNamed<{ account_id: string; last_seen_at: Date; expires_at: Date; now: Date }>(
      pool,
      FIND_CUSTOMER_SESSION,
      [hash],
    );
    if (!row) return undefined;
    const now = this.clock.read(row.now);
    if (now >= row.expires_at) return undefined;
    if (now.getTime() - row.last_seen_at.getTime() >= 10 * MINUTE)
      await runNamed(pool, TOUCH_CUSTOMER_SESSION, [hash, now]);
    return { principal: { kind: 'customer', accountId: row.account_id }, now };
  }
}

function agentOf(row: AgentSessionRow): SignedInAgent {
  const { id, username, name, role, demo, recovering, half, has_factor: hasFactor } = row;
  return {
    kind: 'agent',
    id,
    username,
    name,
    role,
    sessionExpiresAt: row.expires_at,
    session: {
      id: row.session_id,
      standing: sessionStanding({ role, demo, half, hasFactor, recovering }),
      provenAt: row.proven_at,
      provenBy: row.proven_by,
      hasFactor,
      recovering,
      demo,
    },
  };
}
