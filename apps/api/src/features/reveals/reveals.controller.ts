import {
  type GrantLooksRequest,
  grantLooksRequest,
  idParams,
  type LookGrantView,
  lookGrantView,
  type LooksView,
  looksView,
  type RevealOutsideRequest,
  revealOutsideRequest,
  type RevealRequest,
  revealRequest,
  type RevealView,
  revealView,
} from '@relink/contract';
import { Body, Controller, Get, Header, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { AnyAgent, Needs, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { AgentLooks } from '../../platform/looks/agent-looks.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { GrantLooks } from './grant-looks.ts';
import { type Reveal, RevealOneField } from './reveal-one-field.ts';

type Id = { id: string };

/** One field in clear at a time, and what one person may look at. */
@ApiTags('reveals')
@Controller('api')
export class RevealsController {
  constructor(
    private readonly changes: Changes,
    private readonly reveals: RevealOneField,
    private readonly grants: GrantLooks,
    private readonly looks: AgentLooks,
    private readonly policy: PolicyInForce,
    private readonly source: DataSource,
  ) {}

  @Post('cases/:id/reveals')
  @ApiOperation({ summary: 'Shows one field of an account of a case in clear, for a minute.' })
  @Needs('accounts.reveal')
  @StepUp()
  @Header('Cache-Control', 'no-store')
  @SerializeOptions({ schema: revealView })
  @ApiCreatedResponse({ standardSchema: revealView })
  inCase(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: revealRequest }) body: RevealRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<RevealView> {
    return this.reveal(change, context, { ...body, caseId: id });
  }

  @Post('accounts/:id/reveals')
  @ApiOperation({ summary: 'Shows one field of an account in clear outside a case, for a minute.' })
  @Needs('accounts.view-outside-case')
  @StepUp()
  @Header('Cache-Control', 'no-store')
  @SerializeOptions({ schema: revealView })
  @ApiCreatedResponse({ standardSchema: revealView })
  outside(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: revealOutsideRequest }) body: RevealOutsideRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<RevealView> {
    return this.reveal(change, context, { ...body, accountId: id, caseId: null });
  }

  @Get('looks')
  @ApiOperation({ summary: 'How much of the limits on looks who asks has used.' })
  @AnyAgent()
  @SerializeOptions({ schema: looksView })
  @ApiOkResponse({ standardSchema: looksView })
  async own(@FromAgent() context: AgentContext): Promise<LooksView> {
    const pool = poolOf(this.source);
    const policy = await this.policy.read(pool);
    return { role: context.principal.role, room: await this.looks.room(pool, context, policy) };
  }

  @Post('agents/:id/look-grants')
  @ApiOperation({ summary: 'Lets somebody look at more than the limits for twelve hours.' })
  @Needs('notices.settle')
  @StepUp()
  @SerializeOptions({ schema: lookGrantView })
  @ApiCreatedResponse({ standardSchema: lookGrantView })
  async grant(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: grantLooksRequest }) body: GrantLooksRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<LookGrantView> {
    const { resourceId } = await this.changes.run(change, (em, now) =>
      this.grants.run(em, now, context, id, body),
    );
    return this.grants.show(resourceId);
  }

  private async reveal(change: ChangeRequest, context: AgentContext, reveal: Reveal): Promise<RevealView> {
    const { resourceId } = await this.changes.run(change, (em, now) =>
      this.reveals.run(em, now, context, reveal),
    );
    return this.reveals.show(context, resourceId, reveal);
  }
}
