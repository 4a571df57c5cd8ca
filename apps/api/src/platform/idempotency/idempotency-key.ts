import { createParamDecorator, type ExecutionContext, type ParamDecoratorEnhancer } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { problem } from '../problems/problem.ts';
import type { ChangeRequest } from './changes.ts';

export const IDEMPOTENCY_HEADER = 'Idempotency-Key';
const KEY_SHAPE = /^[\x21-\x7e]{1,200}$/;

/** Whatever takes a change says so in the API's description. */
const describeKey: ParamDecoratorEnhancer = (target, name) => {
  const method = name === undefined ? undefined : Object.getOwnPropertyDescriptor(target, name);
  if (!method || name === undefined) return;
  ApiHeader({
    name: IDEMPOTENCY_HEADER,
    required: true,
    description: 'One of its own per change; the same again gets the stored answer.',
    schema: { type: 'string', pattern: KEY_SHAPE.source },
  })(target, name, method);
};

/**
 * The change a request asks for: its route, key, payload and context.
 * Refused with `idempotency-key-missing` where the header is missing or malformed.
 */
export const Change = createParamDecorator(
  (_: unknown, context: ExecutionContext): ChangeRequest => {
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
  },
  [describeKey],
);
