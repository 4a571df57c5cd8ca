import type {} from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import { AGENT_COOKIE } from '../../platform/guard/sessions.ts';
import type { Client } from './sign-in.ts';

/** The browser behind a request, and the session it still has. */
export function clientOf(request: FastifyRequest): Client {
  return {
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    previousToken: request.cookies[AGENT_COOKIE],
  };
}
