import {
  type AuditEventView,
  auditEventResponse,
  type AuditQuery,
  auditQuery,
  idParams,
  SEARCHED_TO_HEADER,
} from '@relink/contract';
import { Controller, Get, Param, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { estimatedBeyondDeepest, pageOf, sendList } from '../../platform/http/list.ts';
import { problem } from '../../platform/problems/problem.ts';
import { ReadAudit } from './read-audit.ts';

/** The log, for who may read it. There is no way to change it. */
@ApiTags('audit')
@Controller('api/audit-events')
export class AuditController {
  constructor(private readonly readAudit: ReadAudit) {}

  @Get()
  @ApiOperation({ summary: 'Lists audit events.' })
  @Needs('audit.read')
  @SerializeOptions({ schema: auditEventResponse })
  @ApiOkResponse({ standardSchema: auditEventResponse, isArray: true })
  async list(
    @FromAgent() context: AgentContext,
    @Query({ schema: auditQuery }) query: AuditQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditEventView[]> {
    const page = pageOf(query.range, query.filter?.id);
    const { rows, total, searchedTo } = await this.readAudit.list(context, query, page);
    if (searchedTo !== undefined)
      void reply.header(SEARCHED_TO_HEADER, `${new Date(searchedTo.at).toISOString()}/${searchedTo.id}`);
    const counted = searchedTo === undefined ? estimatedBeyondDeepest(total) : 'at-least';
    return sendList(reply, 'audit-events', page, rows, total, counted);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One audit event.' })
  @Needs('audit.read')
  @SerializeOptions({ schema: auditEventResponse })
  @ApiOkResponse({ standardSchema: auditEventResponse })
  async one(
    @FromAgent() context: AgentContext,
    @Param({ schema: idParams }) { id }: { id: string },
  ): Promise<AuditEventView> {
    const event = await this.readAudit.one(context, id);
    if (!event) throw problem('not-found');
    return event;
  }
}
