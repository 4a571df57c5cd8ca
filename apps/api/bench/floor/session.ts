import type { FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { AGENT_COOKIE, FIND_AGENT_SESSION, hashToken } from '../../src/platform/guard/sessions.ts';

type Row = { id: string; last_seen_at: Date; expires_at: Date; now: Date };

const COOKIE = new RegExp(`(?:^|;\\s*)${AGENT_COOKIE}=([^;]+)`);
const IDLE_MS = 15 * 60_000;

/** The agent behind a request. Throws where there is none. */
export async function agentOf(pool: Pool, request: FastifyRequest): Promise<{ id: string; now: Date }> {
  const token = COOKIE.exec(request.headers.cookie ?? '')?.[1] ?? '';
  const { rows } = await pool.query<Row>({ ...FIND_AGENT_SESSION, values: [hashToken(token)] });
  const [row] = rows;
  if (!row || row.now >= row.expires_at || row.now.getTime() - row.last_seen_at.getTime() >= IDLE_MS)
    throw new Error('Signed out.');
  return { id: row.id, now: row.now };
}
