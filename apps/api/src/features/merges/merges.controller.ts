import {
  idParams,
  mergeProgressResponse,
  type MergeProgressView,
  type MergePreview,
  type MergePreviewRequest,
  mergePreviewRequest,
  mergePreviewResponse,
  type MergeRequest,
  mergeRequest,
  mergeResponse,
  mergesQuery,
  type MergesQuery,
  type MergeView,
} from '@relink/contract';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { Needs, NoStepUp, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { problem } from '../../platform/problems/problem.ts';
import { MergeList } from './merge-list.ts';
import { PreviewMerge } from './preview-merge.ts';
import { RequestMerge } from './request-merge.ts';

type Id = { id: string };

/** Two accounts of one person become one. */
@ApiTags('merges')
@Controller('api')
export class MergesController {
  constructor(
    private readonly changes: Changes,
    private readonly source: DataSource,
    private readonly previewMerge: PreviewMerge,
    private readonly requestMerge: RequestMerge,
    private readonly merges: MergeList,
  ) {}

  @Post('cases/:id/merges/preview')
  @ApiOperation({ summary: 'What merging two accounts of a case would come to. Nothing is changed.' })
  @HttpCode(200)
  @Needs('cases.work')
  @NoStepUp('A preview changes nothing.')
  @SerializeOptions({ schema: mergePreviewResponse })
  @ApiOkResponse({ standardSchema: mergePreviewResponse })
  preview(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: mergePreviewRequest }) request: MergePreviewRequest,
    @FromAgent() context: AgentContext,
  ): Promise<MergePreview> {
    return this.previewMerge.run(context, id, request);
  }

  @Post('cases/:id/merges')
  @ApiOperation({
    summary: 'Merges two accounts of a case exactly as previewed, or asks a second person first.',
  })
  @Needs('cases.work')
  @StepUp()
  @SerializeOptions({ schema: mergeResponse })
  @ApiCreatedResponse({ standardSchema: mergeResponse })
  async merge(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: mergeRequest }) request: MergeRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<MergeView> {
    const { resourceId } = await this.changes.run(change, (em, now) =>
      this.requestMerge.run(em, now, context, id, request),
    );
    const view = await this.merges.find(poolOf(this.source), resourceId, context.now);
    if (!view) throw problem('not-found');
    return view;
  }

  @Get('merges')
  @ApiOperation({ summary: 'Lists merges, the newest first; of an account they are its history.' })
  @Needs('merges.list')
  @SerializeOptions({ schema: mergeResponse })
  @ApiOkResponse({ standardSchema: mergeResponse, isArray: true })
  async list(
    @Query({ schema: mergesQuery }) query: MergesQuery,
    @FromAgent() context: AgentContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MergeView[]> {
    const page = pageOf(query.range, query.filter?.id);
    const { rows, total } = await this.merges.read(context, query, page);
    return sendList(reply, 'merges', page, rows, total);
  }

  @Get('merges/:id')
  @ApiOperation({ summary: 'One merge: asked for, under way, done or undone.' })
  @Needs('merges.list')
  @SerializeOptions({ schema: mergeResponse })
  @ApiOkResponse({ standardSchema: mergeResponse })
  one(@Param({ schema: idParams }) { id }: Id, @FromAgent() context: AgentContext): Promise<MergeView> {
    return this.merges.one(context, id);
  }

  @Get('merges/:id/progress')
  @ApiOperation({ summary: 'How far a merge or its undoing is: nothing of whom it is about.' })
  @Needs('merges.list')
  @SerializeOptions({ schema: mergeProgressResponse })
  @ApiOkResponse({ standardSchema: mergeProgressResponse })
  progress(
    @Param({ schema: idParams }) { id }: Id,
    @FromAgent() context: AgentContext,
  ): Promise<MergeProgressView> {
    return this.merges.progress(context, id);
  }
}
