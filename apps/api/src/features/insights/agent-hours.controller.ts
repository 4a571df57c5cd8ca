import {
  agentHoursResponse,
  type AgentHoursView,
  idParams,
  setAgentHoursRequest,
  type SetAgentHoursRequest,
} from '@relink/contract';
import { Body, Controller, Get, Param, Put, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { problem } from '../../platform/problems/problem.ts';
import { AgentHours } from './agent-hours.ts';

/** When an agent works. */
@ApiTags('insights')
@Controller('api/agents/:id/hours')
export class AgentHoursController {
  constructor(
    private readonly changes: Changes,
    private readonly hours: AgentHours,
  ) {}

  @Get()
  @ApiOperation({ summary: 'When an agent works; null where nobody has said.' })
  @Needs('agents.list')
  @SerializeOptions({ schema: agentHoursResponse })
  @ApiOkResponse({ standardSchema: agentHoursResponse })
  async read(@Param({ schema: idParams }) { id }: { id: string }): Promise<AgentHoursView> {
    const hours = await this.hours.read(id);
    if (!hours) throw problem('not-found');
    return hours;
  }

  @Put()
  @ApiOperation({ summary: 'Says when an agent works.' })
  @Needs('agents.manage')
  @StepUp()
  @SerializeOptions({ schema: agentHoursResponse })
  @ApiOkResponse({ standardSchema: agentHoursResponse })
  async set(
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: setAgentHoursRequest }) body: SetAgentHoursRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<AgentHoursView> {
    await this.changes.run(change, (em, now) => this.hours.set(em, now, context, id, body));
    return this.read({ id });
  }
}
