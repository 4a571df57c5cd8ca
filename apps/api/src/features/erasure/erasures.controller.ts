import {
  type ErasureRequest,
  erasureRequest,
  type ErasureStanding,
  erasureStanding,
  idParams,
  type LegalHoldRequest,
  legalHoldRequest,
} from '@relink/contract';
import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { ErasureViews } from './erasure-views.ts';
import { LiftLegalHold } from './lift-legal-hold.ts';
import { PlaceLegalHold } from './place-legal-hold.ts';
import { RequestErasure } from './request-erasure.ts';

type Id = { id: string };

/** Erasing a customer (GDPR, art. 17), and the legal hold that prevents it. */
@ApiTags('erasure')
@Controller('api/accounts')
export class ErasuresController {
  constructor(
    private readonly changes: Changes,
    private readonly views: ErasureViews,
    private readonly request: RequestErasure,
    private readonly place: PlaceLegalHold,
    private readonly lift: LiftLegalHold,
  ) {}

  @Get(':id/erasure')
  @ApiOperation({ summary: 'What erasing this customer would empty and keep, and what stands in its way.' })
  @Needs('accounts.erase')
  @SerializeOptions({ schema: erasureStanding })
  @ApiOkResponse({ standardSchema: erasureStanding })
  standing(
    @Param({ schema: idParams }) { id }: Id,
    @FromAgent() context: AgentContext,
  ): Promise<ErasureStanding> {
    return this.views.load(context, id);
  }

  @Post(':id/erasures')
  @ApiOperation({ summary: 'Asks that this customer be erased: a second admin has to agree.' })
  @Needs('accounts.erase')
  @StepUp()
  @HttpCode(200)
  @SerializeOptions({ schema: erasureStanding })
  @ApiOkResponse({ standardSchema: erasureStanding })
  async erase(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: erasureRequest }) body: ErasureRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<ErasureStanding> {
    await this.changes.run(change, (em, now) => this.request.run(em, now, context, id, body));
    return this.views.load(context, id);
  }

  @Post(':id/legal-hold')
  @ApiOperation({
    summary: 'Places a legal hold: the customer is neither erased nor merged until it is lifted.',
  })
  @Needs('accounts.legal-hold')
  @StepUp()
  @HttpCode(200)
  @SerializeOptions({ schema: erasureStanding })
  @ApiOkResponse({ standardSchema: erasureStanding })
  async hold(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: legalHoldRequest }) { reason }: LegalHoldRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<ErasureStanding> {
    await this.changes.run(change, (em, now) => this.place.run(em, now, context, id, reason));
    return this.views.load(context, id);
  }

  @Post(':id/legal-hold/lift')
  @ApiOperation({ summary: 'Lifts the legal hold of the desk.' })
  @Needs('accounts.legal-hold')
  @StepUp()
  @HttpCode(200)
  @SerializeOptions({ schema: erasureStanding })
  @ApiOkResponse({ standardSchema: erasureStanding })
  async release(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: legalHoldRequest }) { reason }: LegalHoldRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<ErasureStanding> {
    await this.changes.run(change, (em, now) => this.lift.run(em, now, context, id, reason));
    return this.views.load(context, id);
  }
}
