import type { EntityManager } from 'typeorm';
import { runSql } from '../database/named-statement.ts';
import { hashToken } from './sessions.ts';

/** Ends the session behind a token. Returns whether there was one. */
export function endAgentSession(em: EntityManager, token: string): Promise<boolean> {
  return endAgentSessionOfHash(em, hashToken(token));
}

/** Ends the session whose token has this hash. Returns whether there was one. */
export async function endAgentSessionOfHash(em: EntityManager, tokenHash: Buffer): Promise<boolean> {
  const ended = await runSql(em, 'delete from agent_session where token_hash = $1 returning agent_id', [
    tokenHash,
  ]);
  return ended.length > 0;
}

/** Ends every session of an agent, in the transaction that changed what they may do. Returns how many there were. */
export async function endAgentSessionsOf(em: EntityManager, agentId: string): Promise<number> {
  const ended = await runSql(em, 'delete from agent_session where agent_id = $1 returning agent_id', [
    agentId,
  ]);
  return ended.length;
}

/** Ends an agent's sessions but one. Returns how many there were. */
export async function endOtherAgentSessions(
  em: EntityManager,
  agentId: string,
  sessionId: string,
): Promise<number> {
  const ended = await runSql(
    em,
    'delete from agent_session where agent_id = $1 and id <> $2 returning agent_id',
    [agentId, sessionId],
  );
  return ended.length;
}

/** Ends one session of an agent. Returns whether there was one. */
export async function endOneAgentSession(
  em: EntityManager,
  agentId: string,
  sessionId: string,
): Promise<boolean> {
  const ended = await runSql(
    em,
    'delete from agent_session where agent_id = $1 and id = $2 returning agent_id',
    [agentId, sessionId],
  );
  return ended.length > 0;
}
