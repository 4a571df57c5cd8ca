import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../config/settings.ts';
import { OpenToAll } from '../guard/access.ts';
import { problem } from '../problems/problem.ts';
import { Metrics } from './metrics.ts';

const LOOPBACK = /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/;

/**
 * `/metrics` on the public port. In production it is there only for who sends RELINK_METRICS_TOKEN; elsewhere, without
 * a token, for this machine. The operations port serves it without (docs/adr/0012).
 */
@ApiTags('health')
@OpenToAll()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Figures of the process for Prometheus.' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiUnauthorizedResponse()
  @ApiNotFoundResponse()
  async scrape(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    this.admit(request, reply);
    void reply.header('content-type', this.metrics.contentType);
    return this.metrics.text();
  }

  private admit(request: FastifyRequest, reply: FastifyReply): void {
    const { metricsToken, mode } = this.settings;
    if (metricsToken !== undefined) {
      if (isSame(request.headers.authorization ?? '', `Bearer ${metricsToken}`)) return;
      void reply.header('www-authenticate', 'Bearer');
      throw problem('signed-out');
    }
    if (mode === 'production' || !isOfThisMachine(request)) throw problem('not-found');
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

/** By the socket, and not through a proxy on this machine that says so. */
function isOfThisMachine({ socket, headers }: FastifyRequest): boolean {
  const proxied = ['forwarded', 'x-forwarded-for', 'via'].some((name) => headers[name] !== undefined);
  return LOOPBACK.test(socket.remoteAddress ?? '') && !proxied;
}
