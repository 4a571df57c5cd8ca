import {
  askFactorRecoveryRequest,
  type AskFactorRecoveryRequest,
  factorRecoveryView,
  type FactorRecoveryView,
  idParams,
} from '@relink/contract';
import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { Needs, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { FactorRecoveries } from './factor-recoveries.ts';
import { RecoverFactors } from './recover-factors.ts';

/** Second factors that agents lost: what one admin asks for and another decides. */
@ApiTags('agents')
@Needs('agents.manage')
@SerializeOptions({ schema: factorRecoveryView })
@Controller('api')
export class FactorRecoveriesController {
  constructor(
    private readonly recoveries: FactorRecoveries,
    private readonly recover: RecoverFactors,
    private readonly changes: Changes,
    private readonly source: DataSource,
  ) {}

  @Get('factor-recoveries')
  @ApiOperation({ summary: 'Lists recoveries of lost second factors, those that wait first.' })
  @ApiOkResponse({ standardSchema: factorRecoveryView, isArray: true })
  list(@FromAgent() context: AgentContext): Promise<FactorRecoveryView[]> {
    return this.recoveries.list(poolOf(this.source), context);
  }

  @Post('agents/:id/factor-recoveries')
  @ApiOperation({ summary: 'Asks another admin that an agent’s lost second factors are removed.' })
  @HttpCode(200)
  @StepUp()
  @ApiOkResponse({ standardSchema: factorRecoveryView, isArray: true })
  async ask(
    @FromAgent() context: AgentContext,
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: askFactorRecoveryRequest }) { reason }: AskFactorRecoveryRequest,
    @Change() change: ChangeRequest,
  ): Promise<FactorRecoveryView[]> {
    await this.changes.run(change, (em, now) => this.recover.ask(em, { ...context, now }, id, reason));
    return this.list(context);
  }

  @Post('factor-recoveries/:id/approve')
  @ApiOperation({ summary: 'Removes an agent’s lost second factors, as another admin asked.' })
  @HttpCode(200)
  @StepUp()
  @ApiOkResponse({ standardSchema: factorRecoveryView, isArray: true })
  approve(
    @FromAgent() context: AgentContext,
    @Param({ schema: idParams }) { id }: { id: string },
    @Change() change: ChangeRequest,
  ): Promise<FactorRecoveryView[]> {
    return this.decide(context, id, change, 'approved');
  }

  @Post('factor-recoveries/:id/reject')
  @ApiOperation({ summary: 'Leaves an agent’s second factors as they are.' })
  @HttpCode(200)
  @StepUp()
  @ApiOkResponse({ standardSchema: factorRecoveryView, isArray: true })
  reject(
    @FromAgent() context: AgentContext,
    @Param({ schema: idParams }) { id }: { id: string },
    @Change() change: ChangeRequest,
  ): Promise<FactorRecoveryView[]> {
    return this.decide(context, id, change, 'rejected');
  }

  private async decide(
    context: AgentContext,
    id: string,
    change: ChangeRequest,
    decision: 'approved' | 'rejected',
  ): Promise<FactorRecoveryView[]> {
    await this.changes.run(change, (em, now) => this.recover.decide(em, { ...context, now }, id, decision));
    return this.list(context);
  }
}
