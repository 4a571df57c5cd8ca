import {
  idParams,
  mergeResponse,
  type MergeView,
  type UndoPreview,
  type UndoPreviewRequest,
  undoPreviewRequest,
  undoPreviewResponse,
  type UndoRequest,
  undoRequest,
} from '@relink/contract';
import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { Needs, NoStepUp, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { problem } from '../../platform/problems/problem.ts';
import { MergeList } from './merge-list.ts';
import { PreviewUndo } from './preview-undo.ts';
import { RequestUndo } from './request-undo.ts';

type Id = { id: string };

/** A merge is taken back. */
@ApiTags('merges')
@Controller('api/merges')
export class UndoController {
  constructor(
    private readonly changes: Changes,
    private readonly source: DataSource,
    private readonly previewUndo: PreviewUndo,
    private readonly requestUndo: RequestUndo,
    private readonly merges: MergeList,
  ) {}

  @Post(':id/undo/preview')
  @ApiOperation({ summary: 'What changed since a merge, each to be kept or taken back. Nothing is changed.' })
  @HttpCode(200)
  @Needs('merges.undo')
  @NoStepUp('A preview changes nothing.')
  @SerializeOptions({ schema: undoPreviewResponse })
  @ApiOkResponse({ standardSchema: undoPreviewResponse })
  preview(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: undoPreviewRequest }) request: UndoPreviewRequest,
    @FromAgent() context: AgentContext,
  ): Promise<UndoPreview> {
    return this.previewUndo.run(context, id, request);
  }

  @Post(':id/undo')
  @ApiOperation({ summary: 'Opens a case and asks a second person that a merge is taken back.' })
  @Needs('merges.undo')
  @StepUp()
  @SerializeOptions({ schema: mergeResponse })
  @ApiCreatedResponse({ standardSchema: mergeResponse })
  async undo(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: undoRequest }) request: UndoRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<MergeView> {
    const { resourceId } = await this.changes.run(change, (em, now) =>
      this.requestUndo.run(em, now, context, id, request),
    );
    const view = await this.merges.find(poolOf(this.source), resourceId, context.now);
    if (!view) throw problem('not-found');
    return view;
  }
}
