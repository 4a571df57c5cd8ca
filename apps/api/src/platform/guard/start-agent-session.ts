import type { Proof } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runNamed, runSql } from '../database/named-statement.ts';
import { hashToken } from './sessions.ts';

// Reads the agent's row again, locked: a password changed or an agent disabled a moment ago opens no session.
const START = {
  name: 'agent_session_start',
  text: `insert into agent_session (token_hash, agent_id, created_at, last_seen_at, expires_at, address, user_agent, id,
           half, proven_at, proven_by)
         select $1, a.id, $4, $4, $5, $6, $7, $8, $9, $11, $10 from agent a
          where a.id = $2 and ($3::text is null or a.password_hash = $3) and a.disabled_at is null
            for share
         returning expires_at`,
};
const LONGEST_USER_AGENT = 300;

/**
 * How an agent proved who they are. A password names the hash it was compared with, so that one changed meanwhile
 * opens nothing; the others were proven in the transaction that starts the session, or by the company.
 */
export type SignInProof =
  | { readonly by: 'password'; readonly passwordHash: string; readonly half: boolean }
  | { readonly by: Exclude<Proof, 'password'>; readonly half: boolean };

/** Who signed in, how they proved it, and from where. */
export type NewAgentSession = {
  readonly token: string;
  readonly agentId: string;
  /** `half`: the session may only give the second factor. */
  readonly proof: SignInProof;
  /** When they proved it last; long ago where the step-up is due from the start. */
  readonly provenAt: Date;
  readonly address: string;
  readonly userAgent: string;
  /** How long it may live, in milliseconds. */
  readonly lifeMs: number;
};

/** A session that has just begun: its id and its end. */
export type Begun = { readonly id: string; readonly expiresAt: Date };

/** Starts a session and clears away the agent's expired ones. Undefined when the agent has changed meanwhile. */
export async function startAgentSession(
  em: EntityManager,
  now: Date,
  { agentId, proof, ...session }: NewAgentSession,
): Promise<Begun | undefined> {
  await runSql(em, 'delete from agent_session where agent_id = $1 and expires_at <= $2', [agentId, now]);
  const id = uuidv7();
  const [started] = await runNamed<{ expires_at: Date }>(em, START, [
    hashToken(session.token),
    agentId,
    proof.by === 'password' ? proof.passwordHash : null,
    now,
    new Date(now.getTime() + session.lifeMs),
    session.address,
    session.userAgent.slice(0, LONGEST_USER_AGENT),
    id,
    proof.half,
    proof.by,
    session.provenAt,
  ]);
  return started && { id, expiresAt: started.expires_at };
}
