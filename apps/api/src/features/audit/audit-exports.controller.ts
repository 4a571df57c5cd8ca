import {
  auditExportResponse,
  auditExportsQuery,
  type AuditExportsQuery,
  type AuditExportView,
  idParams,
  requestAuditExport,
  type RequestAuditExport,
} from '@relink/contract';
import {
  Body,
  Controller,
  Get,
  Param,
  Post,
  Query,
  Res,
  SerializeOptions,
  StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { ExportFile } from './export-file.ts';
import { ExportViews } from './export-views.ts';
import { RequestExport } from './request-export.ts';

/** Stretches of the log as files, with what proves them. Personal values stay sealed in them. */
@ApiTags('audit')
@Controller('api/audit-exports')
export class AuditExportsController {
  constructor(
    private readonly changes: Changes,
    private readonly ask: RequestExport,
    private readonly views: ExportViews,
    private readonly files: ExportFile,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Asks for a file of the events that a filter leaves, with their proofs.' })
  @Needs('audit.export')
  @StepUp()
  @SerializeOptions({ schema: auditExportResponse })
  @ApiCreatedResponse({ standardSchema: auditExportResponse })
  async request(
    @FromAgent() context: AgentContext,
    @Body({ schema: requestAuditExport }) body: RequestAuditExport,
    @Change() change: ChangeRequest,
  ): Promise<AuditExportView> {
    const { resourceId } = await this.changes.run(change, (em, now) =>
      this.ask.run(em, { ...context, now }, body),
    );
    return this.views.one(context.principal.id, resourceId);
  }

  @Get()
  @ApiOperation({ summary: 'Lists exports of the log.' })
  @Needs('audit.export')
  @SerializeOptions({ schema: auditExportResponse })
  @ApiOkResponse({ standardSchema: auditExportResponse, isArray: true })
  async list(
    @FromAgent() { principal }: AgentContext,
    @Query({ schema: auditExportsQuery }) query: AuditExportsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditExportView[]> {
    const page = pageOf(query.range, query.filter?.id);
    const { rows, total } = await this.views.list(principal.id, query, page);
    return sendList(reply, 'audit-exports', page, rows, total);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One export of the log and how far it has come.' })
  @Needs('audit.export')
  @SerializeOptions({ schema: auditExportResponse })
  @ApiOkResponse({ standardSchema: auditExportResponse })
  one(
    @FromAgent() { principal }: AgentContext,
    @Param({ schema: idParams }) { id }: { id: string },
  ): Promise<AuditExportView> {
    return this.views.one(principal.id, id);
  }

  @Get(':id/file')
  @ApiOperation({ summary: 'The file of an export, for who asked for it, until it is deleted.' })
  @Needs('audit.export')
  @ApiProduces('application/x-ndjson', 'text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  file(
    @FromAgent() context: AgentContext,
    @Param({ schema: idParams }) { id }: { id: string },
  ): Promise<StreamableFile> {
    return this.files.open(context, id);
  }
}
