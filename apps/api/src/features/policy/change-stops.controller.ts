import {
  changeStopsQuery,
  type ChangeStopsQuery,
  changeStopView,
  type ChangeStopView,
  idParams,
  stopChangesRequest,
  type StopChangesRequest,
} from '@relink/contract';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AnyAgent, Needs, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { problem } from '../../platform/problems/problem.ts';
import { ChangeStops } from './change-stops.ts';
import { LiftChangeStop } from './lift-change-stop.ts';
import { StopChanges } from './stop-changes.ts';

/** The switch that stops all changes of all agents at once. */
@ApiTags('policy')
@Controller('api/change-stops')
export class ChangeStopsController {
  constructor(
    private readonly stops: ChangeStops,
    private readonly changes: Changes,
    private readonly stop: StopChanges,
    private readonly lift: LiftChangeStop,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists when changes were stopped, the newest first.' })
  @AnyAgent()
  @SerializeOptions({ schema: changeStopView })
  @ApiOkResponse({ standardSchema: changeStopView, isArray: true })
  async list(
    @Query({ schema: changeStopsQuery }) query: ChangeStopsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangeStopView[]> {
    const page = pageOf(query.range, query.filter?.id);
    const [rows, total] = await this.stops.page(query, page);
    return sendList(reply, 'change-stops', page, rows, total);
  }

  @Post()
  @ApiOperation({ summary: 'Stops all changes of all agents.' })
  @Needs('changes.stop')
  @StepUp()
  @SerializeOptions({ schema: changeStopView })
  @ApiCreatedResponse({ standardSchema: changeStopView })
  async begin(
    @Body({ schema: stopChangesRequest }) body: StopChangesRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<ChangeStopView> {
    const { resourceId } = await this.changes.run(change, (em, now) => this.stop.run(em, now, context, body));
    return this.one({ id: resourceId });
  }

  @Get(':id')
  @ApiOperation({ summary: 'One stop of changes.' })
  @AnyAgent()
  @SerializeOptions({ schema: changeStopView })
  @ApiOkResponse({ standardSchema: changeStopView })
  async one(@Param({ schema: idParams }) { id }: { id: string }): Promise<ChangeStopView> {
    const found = await this.stops.one(id);
    if (!found) throw problem('not-found');
    return found;
  }

  @Post(':id/lift')
  @ApiOperation({ summary: 'Opens changes again.' })
  @HttpCode(200)
  @Needs('changes.stop')
  @StepUp()
  @SerializeOptions({ schema: changeStopView })
  @ApiOkResponse({ standardSchema: changeStopView })
  async end(
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: stopChangesRequest }) body: StopChangesRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<ChangeStopView> {
    await this.changes.run(change, (em, now) => this.lift.run(em, now, context, id, body));
    return this.one({ id });
  }
}
