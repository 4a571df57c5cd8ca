import { agentSessionParams, agentSessionView, type AgentSessionView, idParams } from '@relink/contract';
import { Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { AnyAgent, Needs, NoStepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { problem } from '../../platform/problems/problem.ts';
import { Agents } from '../agents/index.ts';
import { AgentSessions } from './agent-sessions.ts';

const ENDING = 'Ending a session only takes away, and whoever finds a stolen one has no time to lose.';

/** Where an agent is signed in: their own, and, for admins, anybody's. */
@ApiTags('sign-in')
@SerializeOptions({ schema: agentSessionView })
@Controller('api')
export class AgentSessionsController {
  constructor(
    private readonly sessions: AgentSessions,
    private readonly agents: Agents,
    private readonly changes: Changes,
    private readonly source: DataSource,
  ) {}

  @Get('my-sessions')
  @ApiOperation({ summary: 'Where the agent is signed in.' })
  @AnyAgent()
  @ApiOkResponse({ standardSchema: agentSessionView, isArray: true })
  mine(@FromAgent() context: AgentContext): Promise<AgentSessionView[]> {
    return this.sessions.list(poolOf(this.source), context, context.principal.id);
  }

  @Post('my-sessions/end-others')
  @ApiOperation({ summary: 'Ends the agent’s sessions but this one.' })
  @HttpCode(200)
  @AnyAgent()
  @NoStepUp(ENDING)
  @ApiOkResponse({ standardSchema: agentSessionView, isArray: true })
  async endOthers(
    @FromAgent() context: AgentContext,
    @Change() change: ChangeRequest,
  ): Promise<AgentSessionView[]> {
    await this.end(change, context, context.principal.id, null);
    return this.mine(context);
  }

  @Post('my-sessions/:id/end')
  @ApiOperation({ summary: 'Ends one of the agent’s sessions.' })
  @HttpCode(200)
  @AnyAgent()
  @NoStepUp(ENDING)
  @ApiOkResponse({ standardSchema: agentSessionView, isArray: true })
  async endMine(
    @FromAgent() context: AgentContext,
    @Param({ schema: idParams }) { id }: { id: string },
    @Change() change: ChangeRequest,
  ): Promise<AgentSessionView[]> {
    await this.end(change, context, context.principal.id, id);
    return this.mine(context);
  }

  @Get('agents/:id/sessions')
  @ApiOperation({ summary: 'Where an agent is signed in.' })
  @Needs('agents.manage')
  @ApiOkResponse({ standardSchema: agentSessionView, isArray: true })
  async ofAgent(
    @FromAgent() context: AgentContext,
    @Param({ schema: idParams }) { id }: { id: string },
  ): Promise<AgentSessionView[]> {
    if (!(await this.agents.findOne(id, context.principal.role))) throw problem('not-found');
    const pool = poolOf(this.source);
    await this.sessions.recordLook(pool, context, id);
    return this.sessions.list(pool, context, id);
  }

  @Post('agents/:id/sessions/end-all')
  @ApiOperation({ summary: 'Ends all of an agent’s sessions.' })
  @HttpCode(200)
  @Needs('agents.manage')
  @NoStepUp(ENDING)
  @ApiOkResponse({ standardSchema: agentSessionView, isArray: true })
  async endAll(
    @FromAgent() context: AgentContext,
    @Param({ schema: idParams }) { id }: { id: string },
    @Change() change: ChangeRequest,
  ): Promise<AgentSessionView[]> {
    await this.end(change, context, id, null);
    return this.sessions.list(poolOf(this.source), context, id);
  }

  @Post('agents/:id/sessions/:sessionId/end')
  @ApiOperation({ summary: 'Ends one of an agent’s sessions.' })
  @HttpCode(200)
  @Needs('agents.manage')
  @NoStepUp(ENDING)
  @ApiOkResponse({ standardSchema: agentSessionView, isArray: true })
  async endOne(
    @FromAgent() context: AgentContext,
    @Param({ schema: agentSessionParams }) { id, sessionId }: { id: string; sessionId: string },
    @Change() change: ChangeRequest,
  ): Promise<AgentSessionView[]> {
    await this.end(change, context, id, sessionId);
    return this.sessions.list(poolOf(this.source), context, id);
  }

  private async end(
    change: ChangeRequest,
    context: AgentContext,
    agentId: string,
    sessionId: string | null,
  ): Promise<void> {
    await this.changes.run(change, (em, now) =>
      this.sessions.end(em, { ...context, now }, agentId, sessionId),
    );
  }
}
