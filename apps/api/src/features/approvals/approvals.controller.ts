import {
  approvalResponse,
  approvalsQuery,
  type ApprovalsQuery,
  approvalSummary,
  type ApprovalSummary,
  type ApprovalView,
  type ApproveRequest,
  approveRequest,
  idParams,
  type RejectRequest,
  rejectRequest,
} from '@relink/contract';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { ApprovalList } from './approval-list.ts';
import { ApprovalViews } from './approval-views.ts';
import { DecideApproval } from './decide-approval.ts';

type Id = { id: string };

/** The supervisors' queue: changes that are held, changes to be taken back, merges and their undoing. */
@ApiTags('approvals')
@Controller('api/approvals')
export class ApprovalsController {
  constructor(
    private readonly changes: Changes,
    private readonly list: ApprovalList,
    private readonly views: ApprovalViews,
    private readonly decide: DecideApproval,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists approvals, those that wait first, the longest wait on top.' })
  @Needs('approvals.list')
  @SerializeOptions({ schema: approvalSummary })
  @ApiOkResponse({ standardSchema: approvalSummary, isArray: true })
  async queue(
    @Query({ schema: approvalsQuery }) query: ApprovalsQuery,
    @FromAgent() context: AgentContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApprovalSummary[]> {
    const page = pageOf(query.range, query.filter?.id);
    const { rows, total } = await this.list.read(context, query, page);
    return sendList(reply, 'approvals', page, rows, total);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One approval: what would be done now, what was proven, and why it waits.' })
  @Needs('approvals.list')
  @SerializeOptions({ schema: approvalResponse })
  @ApiOkResponse({ standardSchema: approvalResponse })
  one(@Param({ schema: idParams }) { id }: Id, @FromAgent() context: AgentContext): Promise<ApprovalView> {
    return this.views.load(context, id);
  }

  @Post(':id/approve')
  @ApiOperation({ summary: 'Says yes: what was shown is carried out, once.' })
  @HttpCode(200)
  @Needs('approvals.decide')
  @StepUp()
  @SerializeOptions({ schema: approvalResponse })
  @ApiOkResponse({ standardSchema: approvalResponse })
  async approve(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: approveRequest }) { reason }: ApproveRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<ApprovalView> {
    await this.changes.run(change, (em, now) =>
      this.decide.approve(em, now, context, { id, reason: reason ?? null }),
    );
    return this.views.load(context, id);
  }

  @Post(':id/reject')
  @ApiOperation({ summary: 'Says no, with a reason.' })
  @HttpCode(200)
  @Needs('approvals.decide')
  @StepUp()
  @SerializeOptions({ schema: approvalResponse })
  @ApiOkResponse({ standardSchema: approvalResponse })
  async reject(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: rejectRequest }) { reason }: RejectRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<ApprovalView> {
    await this.changes.run(change, (em, now) => this.decide.reject(em, now, context, { id, reason }));
    return this.views.load(context, id);
  }
}
