import {
  dismissDuplicateRequest,
  type DismissDuplicateRequest,
  duplicateResponse,
  duplicatesQuery,
  type DuplicatesQuery,
  type DuplicateView,
  idParams,
} from '@relink/contract';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs, NoStepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { DismissDuplicate } from './dismiss-duplicate.ts';
import { ShowDuplicates } from './show-duplicates.ts';

/** Accounts that are likely one person's: of one account in a case, and for supervisors all. */
@ApiTags('duplicates')
@Controller('api/duplicates')
export class DuplicatesController {
  constructor(
    private readonly changes: Changes,
    private readonly show: ShowDuplicates,
    private readonly dismissDuplicate: DismissDuplicate,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Lists likely duplicates, those that are open unless a state is asked for.',
    description:
      'With `accountId` and `caseId` those of an account in the agent’s own open case; else all, for supervisors.',
  })
  @Needs('accounts.view')
  @SerializeOptions({ schema: duplicateResponse })
  @ApiOkResponse({ standardSchema: duplicateResponse, isArray: true })
  async list(
    @Query({ schema: duplicatesQuery }) query: DuplicatesQuery,
    @FromAgent() context: AgentContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DuplicateView[]> {
    const page = pageOf(query.range, query.filter?.id);
    const { rows, total } = await this.show.many(context, query, page);
    return sendList(reply, 'duplicates', page, rows, total);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One pair of likely duplicates.' })
  @Needs('accounts.view')
  @SerializeOptions({ schema: duplicateResponse })
  @ApiOkResponse({ standardSchema: duplicateResponse })
  one(
    @Param({ schema: idParams }) { id }: { id: string },
    @FromAgent() context: AgentContext,
  ): Promise<DuplicateView> {
    return this.show.one(context, id);
  }

  @Post(':id/dismiss')
  @HttpCode(200)
  @ApiOperation({ summary: 'Says that two accounts are not one person’s.' })
  @Needs('cases.work')
  @NoStepUp('It only takes a pair off the list of likely duplicates.')
  @SerializeOptions({ schema: duplicateResponse })
  @ApiOkResponse({ standardSchema: duplicateResponse })
  async dismiss(
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: dismissDuplicateRequest }) body: DismissDuplicateRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<DuplicateView> {
    await this.changes.run(change, (em, now) => this.dismissDuplicate.run(em, now, context, id, body));
    return this.show.one(context, id);
  }
}
