import type { AgentRole } from '@relink/domain';
import type { Database } from '@relink/testing';
import { v7 as uuidv7 } from 'uuid';
import { AGENT_COOKIE, CUSTOMER_COOKIE, hashToken, newToken } from '../src/platform/guard/sessions.ts';

/** Somebody at the desk, and the cookie of their session. */
export type Seated = { readonly id: string; readonly username: string; readonly cookie: string };

/** Puts somebody on the list of agents who can sign in with the password behind the hash. */
export async function hire(
  db: Database,
  role: AgentRole,
  passwordHash: string,
): Promise<{ readonly id: string; readonly username: string }> {
  const id = uuidv7();
  const username = `${role}-${id}`;
  await db.sql('insert into agent (id, username, name, role, password_hash) values ($1, $2, $3, $4, $5)', [
    id,
    username,
    `Staged ${role}`,
    role,
    passwordHash,
  ]);
  return { id, username };
}

/**
 * Puts somebody at the desk who has a session without having signed in, with a factor that nobody can give, and who
 * has proven who they are for as long as the session lives: scripts are about what comes after that.
 */
export async function seat(db: Database, role: AgentRole, passwordHash: string): Promise<Seated> {
  const agent = await hire(db, role, passwordHash);
  await db.sql(
    `insert into agent_factor (id, agent_id, kind, name, created_at, credential_id, public_key, counter)
     values ($1, $2, 'passkey', 'Staged', now(), $3, '', 0)`,
    [uuidv7(), agent.id, hashToken(agent.id)],
  );
  return { ...agent, cookie: await letAgentIn(db, agent.id) };
}

/** One more session of somebody who is seated. Returns the cookie. */
export async function letAgentIn(db: Database, agentId: string): Promise<string> {
  const token = newToken();
  await db.sql(
    `insert into agent_session (token_hash, agent_id, created_at, last_seen_at, expires_at, proven_at, proven_by)
     values ($1, $2, now(), now(), now() + interval '8 hours', now() + interval '8 hours', 'passkey')`,
    [hashToken(token), agentId],
  );
  return `${AGENT_COOKIE}=${token}`;
}

/** Lets a customer in on the portal without a password. Returns the cookie. */
export async function letCustomerIn(db: Database, accountId: string): Promise<string> {
  const token = newToken();
  await db.sql(
    `insert into customer_session (token_hash, account_id, created_at, last_seen_at, expires_at)
     values ($1, $2, now(), now(), now() + interval '30 days')`,
    [hashToken(token), accountId],
  );
  return `${CUSTOMER_COOKIE}=${token}`;
}
