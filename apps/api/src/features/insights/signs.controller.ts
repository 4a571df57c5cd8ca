import {
  idParams,
  markSignRequest,
  type MarkSignRequest,
  type SignEvents,
  signEventsResponse,
  signsQuery,
  type SignsQuery,
  signView,
  type SignView,
} from '@relink/contract';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { problem } from '../../platform/problems/problem.ts';
import { MarkSign } from './mark-sign.ts';
import { SignList } from './sign-list.ts';

/** Signs of abuse, until somebody has said what each was. */
@ApiTags('insights')
@Controller('api/signs')
export class SignsController {
  constructor(
    private readonly changes: Changes,
    private readonly signs: SignList,
    private readonly markSign: MarkSign,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists signs of abuse, but none about who asks.' })
  @Needs('insights.read')
  @SerializeOptions({ schema: signView })
  @ApiOkResponse({ standardSchema: signView, isArray: true })
  async list(
    @FromAgent() context: AgentContext,
    @Query({ schema: signsQuery }) query: SignsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignView[]> {
    const page = pageOf(query.range, query.filter?.id);
    const { rows, total } = await this.signs.read(context, query, page);
    return sendList(reply, 'signs', page, rows, total);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One sign of abuse.' })
  @Needs('insights.read')
  @SerializeOptions({ schema: signView })
  @ApiOkResponse({ standardSchema: signView })
  async one(
    @Param({ schema: idParams }) { id }: { id: string },
    @FromAgent() context: AgentContext,
  ): Promise<SignView> {
    const sign = await this.signs.one(context, id);
    if (!sign) throw problem('not-found');
    return sign;
  }

  @Get(':id/events')
  @ApiOperation({ summary: 'The ids of the events behind a sign, the newest first.' })
  @Needs('insights.read')
  @SerializeOptions({ schema: signEventsResponse })
  @ApiOkResponse({ standardSchema: signEventsResponse })
  async events(
    @Param({ schema: idParams }) { id }: { id: string },
    @FromAgent() context: AgentContext,
  ): Promise<SignEvents> {
    await this.one({ id }, context);
    return { eventIds: await this.signs.events(id) };
  }

  @Post(':id/mark')
  @ApiOperation({ summary: 'Says that somebody looks at a sign, or what it was.' })
  @HttpCode(200)
  @Needs('notices.settle')
  @StepUp()
  @SerializeOptions({ schema: signView })
  @ApiOkResponse({ standardSchema: signView })
  async mark(
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: markSignRequest }) body: MarkSignRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<SignView> {
    await this.changes.run(change, (em, now) => this.markSign.run(em, now, context, id, body));
    return this.one({ id }, context);
  }
}
