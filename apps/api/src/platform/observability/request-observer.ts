import { validate as isUuid } from 'uuid';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log, LogFields } from './log.ts';
import type { Metrics } from './metrics.ts';
import { REQUEST_ID_HEADER } from './request-id.ts';
import type { RequestSpan, Tracing } from './tracing.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the problem that it was answered with. */
    refusedWith?: string;
    span?: RequestSpan;
  }
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** What a page brings with it, and what is asked every few seconds: by machines, and by the inbox, which only a demo has. */
const ROUTINE = /^(?!\/api\/)|^\/api\/health\/|^\/api\/development\/inbox$/;

/** Gives each request its id, and at its end a line, a figure and a span of it: the route's pattern, never the address. */
export function observeRequests(
  fastify: FastifyInstance,
  { log, metrics, tracing }: { log: Log; metrics: Metrics; tracing: Tracing },
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header(REQUEST_ID_HEADER, request.id);
    tracing.request(request, (span) => {
      request.span = span;
      done();
    });
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const method = METHODS.has(request.method) ? request.method : 'other';
    const route = request.routeOptions.url ?? 'unmatched';
    const status = reply.statusCode;
    // How long somebody looks at a page says nothing about how long an answer takes.
    if (!isStream(reply))
      metrics.requestSeconds.observe({ method, route, status: String(status) }, reply.elapsedTime / 1000);
    request.span?.end({ method, route, status });
    log.write(status >= 500 ? 'error' : ROUTINE.test(route) && status < 400 ? 'debug' : 'info', 'request', {
      requestId: request.id,
      ...(request.span && { traceId: request.span.traceId }),
      method,
      route,
      status,
      durationMs: Math.round(reply.elapsedTime * 10) / 10,
      principal: request.relink?.principal.kind ?? 'nobody',
      ...(request.refusedWith !== undefined && { code: request.refusedWith }),
      ...caseOf(request, route),
    });
    done();
  });
}

function isStream(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type') ?? '').startsWith('text/event-stream');
}

/** Only of a route of one case, and only an id: what stands in its place may be anything that somebody typed. */
function caseOf({ params }: FastifyRequest, route: string): Pick<LogFields, 'caseId'> {
  if (!route.startsWith('/api/cases/:id') || typeof params !== 'object' || params === null) return {};
  const { id } = params as { id?: unknown };
  return typeof id === 'string' && isUuid(id) ? { caseId: id.toLowerCase() } : {};
}
