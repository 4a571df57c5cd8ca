import {
  agentResponse,
  agentsQuery,
  type AgentsQuery,
  type AgentView,
  type Colleague,
  colleagueResponse,
  createAgentRequest,
  type CreateAgentRequest,
  idParams,
  updateAgentRequest,
  type UpdateAgentRequest,
} from '@relink/contract';
import { Body, Controller, Get, Param, Post, Put, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AnyAgent, Needs, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import type { ChangeRequest } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { problem } from '../../platform/problems/problem.ts';
import { Agents } from './agents.ts';
import { CreateAgent } from './create-agent.ts';
import { UpdateAgent } from './update-agent.ts';

/** Who works at the desk. */
@ApiTags('agents')
@Controller('api')
export class AgentsController {
  constructor(
    private readonly agents: Agents,
    private readonly createAgent: CreateAgent,
    private readonly updateAgent: UpdateAgent,
  ) {}

  @Get('agents')
  @ApiOperation({ summary: 'Lists who works at the desk.' })
  @Needs('agents.list')
  @SerializeOptions({ schema: agentResponse })
  @ApiOkResponse({ standardSchema: agentResponse, isArray: true })
  async list(
    @FromAgent() { principal }: AgentContext,
    @Query({ schema: agentsQuery }) query: AgentsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgentView[]> {
    const page = pageOf(query.range, query.filter?.id);
    const [rows, total] = await this.agents.list(query, page, principal.role);
    return sendList(reply, 'agents', page, rows, total);
  }

  @Get('agents/:id')
  @ApiOperation({ summary: 'One agent.' })
  @Needs('agents.list')
  @SerializeOptions({ schema: agentResponse })
  @ApiOkResponse({ standardSchema: agentResponse })
  one(
    @FromAgent() context: AgentContext,
    @Param({ schema: idParams }) { id }: { id: string },
  ): Promise<AgentView> {
    return this.view(context, id);
  }

  @Post('agents')
  @ApiOperation({ summary: 'Adds an agent.' })
  @Needs('agents.manage')
  @StepUp()
  @SerializeOptions({ schema: agentResponse })
  @ApiCreatedResponse({ standardSchema: agentResponse })
  async create(
    @FromAgent() context: AgentContext,
    @Body({ schema: createAgentRequest }) body: CreateAgentRequest,
    @Change() change: ChangeRequest,
  ): Promise<AgentView> {
    return this.view(context, await this.createAgent.run(change, context, body));
  }

  @Put('agents/:id')
  @ApiOperation({ summary: 'Changes an agent.' })
  @Needs('agents.manage')
  @StepUp()
  @SerializeOptions({ schema: agentResponse })
  @ApiOkResponse({ standardSchema: agentResponse })
  async update(
    @FromAgent() context: AgentContext,
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: updateAgentRequest }) body: UpdateAgentRequest,
    @Change() change: ChangeRequest,
  ): Promise<AgentView> {
    return this.view(context, await this.updateAgent.run(change, context, id, body));
  }

  @Get('colleagues')
  @ApiOperation({ summary: 'Who a case can be handed over to.' })
  @AnyAgent()
  @SerializeOptions({ schema: colleagueResponse })
  @ApiOkResponse({ standardSchema: colleagueResponse, isArray: true })
  colleagues(): Promise<Colleague[]> {
    return this.agents.colleagues();
  }

  private async view({ principal }: AgentContext, id: string): Promise<AgentView> {
    const agent = await this.agents.findOne(id, principal.role);
    if (!agent) throw problem('not-found');
    return agent;
  }
}
