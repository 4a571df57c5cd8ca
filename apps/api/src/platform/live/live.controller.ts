import type {} from '@fastify/cookie';
import { Controller, Get, Req, Res } from '@nestjs/common';
import {
  ApiNotAcceptableResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
  ApiTooManyRequestsResponse,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnyAgent } from '../guard/access.ts';
import { type AgentContext, FromAgent } from '../guard/request-context.ts';
import { AGENT_COOKIE, hashToken } from '../guard/sessions.ts';
import { problem } from '../problems/problem.ts';
import { LiveStreams } from './live-streams.ts';

const STREAM = 'text/event-stream';

/** Server-sent events (WHATWG HTML, 9.2): what may have changed, so that a page asks anew. Nothing personal. */
@ApiTags('live')
@Controller('api/live')
export class LiveController {
  constructor(private readonly streams: LiveStreams) {}

  @Get()
  @ApiOperation({
    summary: 'Tells an open page what may have changed, as server-sent events, while the session lives.',
  })
  @AnyAgent()
  @ApiProduces(STREAM)
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiNotAcceptableResponse()
  @ApiTooManyRequestsResponse()
  follow(
    @Req() request: FastifyRequest,
    @FromAgent() { principal }: AgentContext,
    @Res() reply: FastifyReply,
  ): void {
    // Only who asks for events gets them: an answer that never ends is no answer to anybody else.
    if (!(request.headers.accept ?? '').includes(STREAM)) throw problem('not-acceptable');
    const token = request.cookies[AGENT_COOKIE] ?? '';
    const stream = this.streams.open(principal, hashToken(token));
    void reply
      .header('content-type', `${STREAM}; charset=utf-8`)
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      // Once it ends there is nothing to keep the connection for: a server that stops need not wait for it.
      .header('connection', 'close')
      .send(stream);
  }
}
