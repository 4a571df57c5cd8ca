import type { EntityManager } from 'typeorm';
import { runNamed, runSql } from '../database/named-statement.ts';
import { hashToken } from './sessions.ts';

// Reads the agent's row again, locked: a password changed or an agent disabled a moment ago opens no session.
const START = {
  name: 'agent_session_start',
  text: `insert into agent_session (token_hash, agent_id, created_at, last_seen_at, expires_at, address, user_agent)
         select $1, a.id, $4, $4, $5, $6, $7 from agent a
          where a.id = $2 and a.password_hash = $3 and a.disabled_at is null
            for share
         returning expires_at`,
};
const HOUR = 3_600_000;
const LONGEST_USER_AGENT = 300;

/** Who signed in, by which password hash, and from where. */
export type NewAgentSession = {
  readonly token: string;
  readonly agentId: string;
  readonly passwordHash: string;
  readonly address: string;
  readonly userAgent: string;
  /** How long it may live, as the policy in force says. */
  readonly lifeHours: number;
};

/** Starts a session and clears away the agent's expired ones. Returns its end, or undefined when the agent has changed meanwhile. */
export async function startAgentSession(
  em: EntityManager,
  now: Date,
  session: NewAgentSession,
): Promise<Date | undefined> {
  await runSql(em, 'delete from agent_session where agent_id = $1 and expires_at <= $2', [
    session.agentId,
    now,
  ]);
  const [started] = await runNamed<{ expires_at: Date }>(em, START, [
    hashToken(session.token),
    session.agentId,
    session.passwordHash,
    now,
    new Date(now.getTime() + session.lifeHours * HOUR),
    session.address,
    session.userAgent.slice(0, LONGEST_USER_AGENT),
  ]);
  return started?.expires_at;
}
