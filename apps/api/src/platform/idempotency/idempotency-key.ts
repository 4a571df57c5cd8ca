import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { problem } from '../problems/problem.ts';
import type { ChangeRequest } from './changes.ts';

const KEY_SHAPE = /^[\x21-\x7e]{1,200}$/;

/**
 * The change a request asks for: its route, key, payload and context.
 * Refused with `idempotency-key-missing` where the header is missing or malformed.
 */
export const Change = createParamDecorator((_: unknown, context: ExecutionContext): ChangeRequest => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY_SHAPE.test(key)) throw problem('idempotency-key-missing');
  if (!request.relink) throw problem('signed-out');
  return {
    route: `${request.method} ${request.routeOptions.url ?? ''}`,
    key,
    payload: { params: request.params, body: request.body },
    context: request.relink,
  };
});
