import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { poolOf } from '../database/data-source.ts';
import { runSql } from '../database/named-statement.ts';
import { OpenToAll } from '../guard/access.ts';

const statusIs = (status: string) => ({
  type: 'object',
  required: ['status'],
  properties: { status: { type: 'string', enum: [status] } },
  additionalProperties: false,
});

/** Live: the process answers. Ready: it can also reach its database (503 where it cannot). */
@ApiTags('health')
@OpenToAll()
@Controller('api/health')
export class HealthController {
  constructor(private readonly source: DataSource) {}

  @Get('live')
  @ApiOperation({ summary: 'Whether the process answers.' })
  @ApiOkResponse({ schema: statusIs('live') })
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Whether the desk can reach its database.' })
  @ApiOkResponse({ schema: statusIs('ready') })
  async ready(): Promise<{ status: string }> {
    await runSql(poolOf(this.source), 'select 1');
    return { status: 'ready' };
  }
}

/** Prometheus reads this; process figures only, so far. */
@ApiTags('health')
@OpenToAll()
@Controller('metrics')
export class MetricsController {
  private readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  @Get()
  @ApiOperation({ summary: 'Figures of the process for Prometheus.' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
