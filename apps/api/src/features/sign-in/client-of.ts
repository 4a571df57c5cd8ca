import type {} from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { Settings } from '../../platform/config/settings.ts';
import { AGENT_COOKIE } from '../../platform/guard/sessions.ts';
import type { Client } from './begin-session.ts';

/** The browser behind a request, and the session it still has. */
export function clientOf(request: FastifyRequest): Client {
  return {
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    previousToken: request.cookies[AGENT_COOKIE],
  };
}

/** How an agent's session is kept: without an end of its own, the browser drops it when it closes, the server at its own time. */
export function agentCookie(request: FastifyRequest, settings: Pick<Settings, 'mode'>) {
  const secure = settings.mode === 'production' || request.protocol === 'https';
  return { httpOnly: true, sameSite: 'strict', path: '/', secure } as const;
}
