import {
  idParams,
  noticesQuery,
  type NoticesQuery,
  noticeView,
  type NoticeView,
  settleNoticeRequest,
  type SettleNoticeRequest,
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
import { NoticeList } from './notice-list.ts';
import { SettleNotice } from './settle-notice.ts';

/** What supervisors are told about, until one of them has looked at it. */
@ApiTags('cases')
@Controller('api/notices')
export class NoticesController {
  constructor(
    private readonly changes: Changes,
    private readonly notices: NoticeList,
    private readonly settleNotice: SettleNotice,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists what supervisors are told about.' })
  @Needs('notices.settle')
  @SerializeOptions({ schema: noticeView })
  @ApiOkResponse({ standardSchema: noticeView, isArray: true })
  async list(
    @FromAgent() context: AgentContext,
    @Query({ schema: noticesQuery }) query: NoticesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NoticeView[]> {
    const page = pageOf(query.range, query.filter?.id);
    const { rows, total } = await this.notices.read(context.principal.id, query, page);
    return sendList(reply, 'notices', page, rows, total);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One notice.' })
  @Needs('notices.settle')
  @SerializeOptions({ schema: noticeView })
  @ApiOkResponse({ standardSchema: noticeView })
  async one(
    @Param({ schema: idParams }) { id }: { id: string },
    @FromAgent() context: AgentContext,
  ): Promise<NoticeView> {
    const notice = await this.notices.one(context.principal.id, id);
    if (!notice) throw problem('not-found');
    return notice;
  }

  @Post(':id/settle')
  @ApiOperation({ summary: 'Takes a notice off the list.' })
  @HttpCode(200)
  @Needs('notices.settle')
  @StepUp()
  @SerializeOptions({ schema: noticeView })
  @ApiOkResponse({ standardSchema: noticeView })
  async settle(
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: settleNoticeRequest }) body: SettleNoticeRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<NoticeView> {
    await this.changes.run(change, (em, now) => this.settleNotice.run(em, now, context, id, body));
    return this.one({ id }, context);
  }
}
