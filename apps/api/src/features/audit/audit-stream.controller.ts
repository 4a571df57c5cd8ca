import { auditStreamResponse, type AuditStreamView } from '@relink/contract';
import { Controller, Get, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../../platform/guard/access.ts';
import { AuditStream } from './audit-stream.ts';

/** How the stream of the log to the shop's own log store stands. */
@ApiTags('audit')
@Controller('api/audit-stream')
export class AuditStreamController {
  constructor(private readonly stream: AuditStream) {}

  @Get()
  @ApiOperation({ summary: "How far the stream to the shop's own log store (SIEM) is." })
  @Needs('audit.read')
  @SerializeOptions({ schema: auditStreamResponse })
  @ApiOkResponse({ standardSchema: auditStreamResponse })
  view(): Promise<AuditStreamView> {
    return this.stream.view();
  }
}
