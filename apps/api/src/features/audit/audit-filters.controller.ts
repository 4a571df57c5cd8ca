import {
  auditFilterResponse,
  auditFiltersQuery,
  type AuditFiltersQuery,
  type AuditFilterView,
  idParams,
  keepAuditFilter,
  type KeepAuditFilter,
} from '@relink/contract';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  SerializeOptions,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs, NoStepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { problem } from '../../platform/problems/problem.ts';
import { AuditFilters } from './audit-filters.ts';

/** Filters of the log that an agent keeps by name. */
@ApiTags('audit')
@Controller('api/audit-filters')
export class AuditFiltersController {
  constructor(
    private readonly filters: AuditFilters,
    private readonly changes: Changes,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists your own saved filters of the log.' })
  @Needs('audit.read')
  @SerializeOptions({ schema: auditFilterResponse })
  @ApiOkResponse({ standardSchema: auditFilterResponse, isArray: true })
  async list(
    @FromAgent() { principal }: AgentContext,
    @Query({ schema: auditFiltersQuery }) query: AuditFiltersQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditFilterView[]> {
    const page = pageOf(query.range, query.filter?.id);
    const all = await this.filters.list(principal.id, query);
    const rows = all.slice(page.offset, page.offset + page.limit);
    return sendList(reply, 'audit-filters', page, rows, all.length);
  }

  @Post()
  @ApiOperation({ summary: 'Saves filters under a name.' })
  @Needs('audit.read')
  @NoStepUp('A filter is a view of what the role may see anyway.')
  @SerializeOptions({ schema: auditFilterResponse })
  @ApiCreatedResponse({ standardSchema: auditFilterResponse })
  async keep(
    @FromAgent() context: AgentContext,
    @Body({ schema: keepAuditFilter }) body: KeepAuditFilter,
    @Change() change: ChangeRequest,
  ): Promise<AuditFilterView> {
    const { resourceId } = await this.changes.run(change, (em, now) =>
      this.filters.keep(em, { ...context, now }, body),
    );
    const [kept] = await this.filters.list(context.principal.id, { filter: { id: resourceId } });
    if (!kept) throw problem('not-found');
    return kept;
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Deletes one of your own saved filters.' })
  @Needs('audit.read')
  @NoStepUp('A filter is a view of what the role may see anyway.')
  @ApiNoContentResponse()
  async remove(
    @FromAgent() context: AgentContext,
    @Param({ schema: idParams }) { id }: { id: string },
    @Change() change: ChangeRequest,
  ): Promise<void> {
    await this.changes.run(change, (em, now) => this.filters.remove(em, { ...context, now }, id));
  }
}
