import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OpenToAll } from '../guard/access.ts';
import { problem } from '../problems/problem.ts';
import { Readiness } from './readiness.ts';

const statusIs = (status: string) => ({
  type: 'object',
  required: ['status'],
  properties: { status: { type: 'string', enum: [status] } },
  additionalProperties: false,
});

/** Live: the process answers. Ready: it can also reach its database and is not stopping (503 otherwise). */
@ApiTags('health')
@OpenToAll()
@Controller('api/health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

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
    if (!(await this.readiness.check()))
      throw problem('database-unavailable', { details: { retryAfterSeconds: 2 } });
    return { status: 'ready' };
  }
}
