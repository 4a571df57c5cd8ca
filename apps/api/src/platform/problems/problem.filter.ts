import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Injectable } from '@nestjs/common';
import { PROBLEMS, type ProblemCode, type Refusal } from '@relink/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { QueryRunnerAlreadyReleasedError } from 'typeorm';
import { faultOf, Log } from '../observability/log.ts';
import { Metrics } from '../observability/metrics.ts';
import { problemBody, ProblemException } from './problem.ts';

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed-json',
  401: 'signed-out',
  403: 'not-permitted',
  404: 'not-found',
  413: 'body-too-large',
  415: 'unsupported-media-type',
  429: 'too-many-tries',
};

// https://www.postgresql.org/docs/current/errcodes-appendix.html: class 08 connection, 57P0x shutdown, class 53
// no room on the disk, no memory, too many connections, 57014 stopped by the statement time-out, as when everything waits,
// 28P01, 28000 and 3D000 a server that takes no connection of this desk: no mistake of who asked, and mended there.
const DATABASE_AWAY =
  /^(08...|57P0[123]|53[0-4]00|57014|28P01|28000|3D000|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT)$/;
const POOL_AWAY =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|not queryable|pool after calling end|read ECONNRESET/;
// A text with a NUL, and a moment before PostgreSQL's calendar begins or after it ends: the year 0, say.
const NOT_STORABLE = /^(22021|22P05|22007|22008)$/;

/** Turns whatever was thrown into a problem+json answer. Only what nobody expected is logged, without its values. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly metrics: Metrics,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    const refusal = this.refusalOf(thrown, request);
    request.refusedWith = refusal.code;
    this.metrics.refusals.inc({ code: refusal.code });
    const retryAfter = refusal.details?.['retryAfterSeconds'];
    if (typeof retryAfter === 'number')
      void reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfter))));
    if (reply.sent) return;
    void reply
      .status(PROBLEMS[refusal.code].status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(JSON.stringify(problemBody(refusal)));
  }

  private refusalOf(thrown: unknown, request: FastifyRequest): Refusal {
    if (thrown instanceof ProblemException) return thrown.refusal;
    const status = statusOf(thrown);
    const known = status === undefined ? undefined : BY_STATUS[status];
    if (known) return { code: known };
    if (status !== undefined && status < 500) return { code: 'invalid-input' };
    if (isDatabaseAway(thrown)) return { code: 'database-unavailable', details: { retryAfterSeconds: 2 } };
    if (NOT_STORABLE.test(codeOf(thrown))) return { code: 'invalid-input' };
    // The message may hold a value (a constraint's detail does), so only what kind of fault it was is written down.
    this.log.write('error', 'internal fault', {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'unmatched',
      ...faultOf(thrown),
    });
    return { code: 'internal' };
  }
}

/** Whether a fault means that the database cannot be reached now. */
export function isDatabaseAway(thrown: unknown): boolean {
  if (DATABASE_AWAY.test(codeOf(thrown))) return true;
  // TypeORM lets go of a connection that broke inside a transaction, and the next statement finds it gone.
  if (thrown instanceof QueryRunnerAlreadyReleasedError) return true;
  return thrown instanceof Error && POOL_AWAY.test(thrown.message);
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (
    typeof thrown === 'object' &&
    thrown !== null &&
    'statusCode' in thrown &&
    typeof thrown.statusCode === 'number'
  )
    return thrown.statusCode;
  return undefined;
}

function codeOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string')
    return thrown.code;
  return '';
}
