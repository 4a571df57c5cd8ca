import { Readable } from 'node:stream';
import {
  idParams,
  importIssue,
  type ImportIssue,
  importIssuesCsvQuery,
  type ImportIssuesCsvQuery,
  importIssuesQuery,
  importQuery,
  type ImportQuery,
  type ImportIssuesQuery,
  importResponse,
  importsQuery,
  type ImportsQuery,
  type ImportView,
} from '@relink/contract';
import { ROW_ISSUE_SEVERITIES } from '@relink/domain';
import {
  Controller,
  Get,
  Param,
  Post,
  Query,
  Req,
  Res,
  SerializeOptions,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Needs, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import type { ChangeRequest } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { ImportIssues } from './import-issues.ts';
import { ImportViews } from './import-views.ts';
import { UploadImport } from './upload-import.ts';

/** Imports of a shop's own exports: sent in, watched, and what was said about their rows. */
@ApiTags('imports')
@Controller('api/imports')
export class ImportsController {
  constructor(
    private readonly uploads: UploadImport,
    private readonly views: ImportViews,
    private readonly issues: ImportIssues,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Sends in an export of the shop.' })
  @Needs('imports.manage')
  @StepUp()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @SerializeOptions({ schema: importResponse })
  @ApiCreatedResponse({ standardSchema: importResponse })
  async create(
    @Req() request: FastifyRequest,
    @Query({ schema: importQuery }) { mappingId }: ImportQuery,
    @Change() change: ChangeRequest,
  ): Promise<ImportView> {
    return this.views.one(await this.uploads.upload(request, change, mappingId));
  }

  @Get()
  @ApiOperation({ summary: 'Lists imports.' })
  @Needs('imports.manage')
  @SerializeOptions({ schema: importResponse })
  @ApiOkResponse({ standardSchema: importResponse, isArray: true })
  async list(
    @Query({ schema: importsQuery }) query: ImportsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportView[]> {
    const page = pageOf(query.range, query.filter?.id);
    const { rows, total } = await this.views.list(query, page);
    return sendList(reply, 'imports', page, rows, total);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One import and how far it has come.' })
  @Needs('imports.manage')
  @SerializeOptions({ schema: importResponse })
  @ApiOkResponse({ standardSchema: importResponse })
  one(@Param({ schema: idParams }) { id }: { id: string }): Promise<ImportView> {
    return this.views.one(id);
  }

  @Get(':id/issues')
  @ApiOperation({ summary: 'Lists what was said about the rows of an import.' })
  @Needs('imports.manage')
  @SerializeOptions({ schema: importIssue })
  @ApiOkResponse({ standardSchema: importIssue, isArray: true })
  async issuesOf(
    @Param({ schema: idParams }) { id }: { id: string },
    @Query({ schema: importIssuesQuery }) query: ImportIssuesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportIssue[]> {
    await this.views.one(id);
    const page = pageOf(query.range);
    const { rows, total } = await this.issues.list(id, query, page);
    return sendList(reply, 'issues', page, rows, total);
  }

  @Get(':id/issues.csv')
  @ApiOperation({ summary: 'The warned, refused and differing rows for a spreadsheet.' })
  @Needs('imports.manage')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async download(
    @FromAgent() context: AgentContext,
    @Param({ schema: idParams }) { id }: { id: string },
    @Query({ schema: importIssuesCsvQuery }) { severity }: ImportIssuesCsvQuery,
  ): Promise<StreamableFile> {
    await this.views.one(id);
    await this.issues.recordDownload(context, id);
    const severities = severity === undefined ? ROW_ISSUE_SEVERITIES : [severity];
    return new StreamableFile(Readable.from(this.issues.csv(id, severities)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="import-${id}-rows.csv"`,
    });
  }
}
