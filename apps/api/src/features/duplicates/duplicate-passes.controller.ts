import {
  type DuplicatePass,
  duplicatePassesQuery,
  type DuplicatePassesQuery,
  duplicatePassResponse,
  idParams,
} from '@relink/contract';
import { Controller, Get, Param, Post, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs, NoStepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { DuplicatePasses } from './duplicate-passes.ts';
import { RequestPass } from './request-pass.ts';

/**
 * Passes through the whole shop: for one that is new, and whenever somebody wants to be sure. That one is asked for and that it
 * ended are audited; that it is looked at is not: it shows how far it is and how many it found, and nothing of any customer.
 */
@ApiTags('duplicates')
@Controller('api/duplicate-passes')
export class DuplicatePassesController {
  constructor(
    private readonly changes: Changes,
    private readonly passes: DuplicatePasses,
    private readonly requestPass: RequestPass,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Has all accounts compared.' })
  @Needs('duplicates.manage')
  @NoStepUp('A search through all accounts changes none.')
  @SerializeOptions({ schema: duplicatePassResponse })
  @ApiCreatedResponse({ standardSchema: duplicatePassResponse })
  async create(@Change() change: ChangeRequest, @FromAgent() context: AgentContext): Promise<DuplicatePass> {
    const { resourceId } = await this.changes.run(change, (em, now) =>
      this.requestPass.run(em, now, context),
    );
    return this.passes.one(resourceId);
  }

  @Get()
  @ApiOperation({ summary: 'Lists the passes.' })
  @Needs('duplicates.manage')
  @SerializeOptions({ schema: duplicatePassResponse })
  @ApiOkResponse({ standardSchema: duplicatePassResponse, isArray: true })
  async list(
    @Query({ schema: duplicatePassesQuery }) query: DuplicatePassesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DuplicatePass[]> {
    const page = pageOf(query.range, query.filter?.id);
    const { rows, total } = await this.passes.read(query, page);
    return sendList(reply, 'duplicate-passes', page, rows, total);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One pass and how far it has come.' })
  @Needs('duplicates.manage')
  @SerializeOptions({ schema: duplicatePassResponse })
  @ApiOkResponse({ standardSchema: duplicatePassResponse })
  one(@Param({ schema: idParams }) { id }: { id: string }): Promise<DuplicatePass> {
    return this.passes.one(id);
  }
}
