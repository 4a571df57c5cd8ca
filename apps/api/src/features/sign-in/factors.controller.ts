import {
  enrolPasskeyRequest,
  type EnrolPasskeyRequest,
  enrolTotpRequest,
  type EnrolTotpRequest,
  factorView,
  type FactorView,
  idParams,
  passkeyCreationOptions,
  type PasskeyCreationOptions,
  totpSecretView,
  type TotpSecretView,
} from '@relink/contract';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { Admits, AnyAgent, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { problem } from '../../platform/problems/problem.ts';
import { EnrolPasskey } from './enrol-passkey.ts';
import { EnrolTotp } from './enrol-totp.ts';
import { FactorTries } from './factor-tries.ts';
import { Factors } from './factors.ts';
import { relyingPartyOf } from './relying-party.ts';
import { RemoveFactor } from './remove-factor.ts';

/** An agent's own second factors. Who must have one and has none may do this and nothing else. */
@ApiTags('sign-in')
@AnyAgent()
@Admits('enrolling', 'whole')
@Controller('api/my-factors')
export class FactorsController {
  constructor(
    private readonly factors: Factors,
    private readonly changes: Changes,
    private readonly tries: FactorTries,
    private readonly enrolTotp: EnrolTotp,
    private readonly enrolPasskey: EnrolPasskey,
    private readonly removeFactor: RemoveFactor,
    private readonly source: DataSource,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists the agent’s own second factors.' })
  @SerializeOptions({ schema: factorView })
  @ApiOkResponse({ standardSchema: factorView, isArray: true })
  list(@FromAgent() { principal }: AgentContext): Promise<FactorView[]> {
    return this.factors.list(poolOf(this.source), principal.id);
  }

  @Post('totp-secret')
  @ApiOperation({
    summary: 'A fresh secret for an authenticator app, which counts once a code of it came back.',
  })
  @HttpCode(200)
  @StepUp()
  @SerializeOptions({ schema: totpSecretView })
  @ApiOkResponse({ standardSchema: totpSecretView })
  async secret(@FromAgent() context: AgentContext, @Change() change: ChangeRequest): Promise<TotpSecretView> {
    await this.changes.run(change, (em, now) => this.enrolTotp.begin(em, now, context));
    const waiting = await this.enrolTotp.waiting(poolOf(this.source), context);
    if (!waiting) throw problem('factor-not-awaited');
    return waiting;
  }

  @Post('totp')
  @ApiOperation({ summary: 'Enrols the authenticator app that gives this code.' })
  @HttpCode(200)
  @StepUp()
  @SerializeOptions({ schema: factorView })
  @ApiOkResponse({ standardSchema: factorView, isArray: true })
  async totp(
    @FromAgent() context: AgentContext,
    @Body({ schema: enrolTotpRequest }) body: EnrolTotpRequest,
    @Change() change: ChangeRequest,
  ): Promise<FactorView[]> {
    await this.tries.count(context, 'totp');
    await this.changes.run(change, (em, now) => this.enrolTotp.finish(em, now, context, body));
    await this.tries.forgive(context);
    return this.list(context);
  }

  @Post('passkey-options')
  @ApiOperation({ summary: 'What the browser needs to make a passkey for this agent.' })
  @HttpCode(200)
  @StepUp()
  @SerializeOptions({ schema: passkeyCreationOptions })
  @ApiOkResponse({ standardSchema: passkeyCreationOptions })
  async options(
    @FromAgent() context: AgentContext,
    @Req() request: FastifyRequest,
    @Change() change: ChangeRequest,
  ): Promise<PasskeyCreationOptions> {
    const party = relyingPartyOf(request, this.settings);
    const { result } = await this.changes.run(change, (em, now) =>
      this.enrolPasskey.begin(em, now, context, party),
    );
    return result;
  }

  @Post('passkeys')
  @ApiOperation({ summary: 'Enrols the passkey that the browser made.' })
  @HttpCode(200)
  @StepUp()
  @SerializeOptions({ schema: factorView })
  @ApiOkResponse({ standardSchema: factorView, isArray: true })
  async passkey(
    @FromAgent() context: AgentContext,
    @Body({ schema: enrolPasskeyRequest }) body: EnrolPasskeyRequest,
    @Req() request: FastifyRequest,
    @Change() change: ChangeRequest,
  ): Promise<FactorView[]> {
    const party = relyingPartyOf(request, this.settings);
    await this.changes.run(change, (em, now) => this.enrolPasskey.finish(em, now, context, body, party));
    return this.list(context);
  }

  @Post(':id/remove')
  @ApiOperation({ summary: 'Removes one of the agent’s own factors: never the last of who must have one.' })
  @HttpCode(200)
  @StepUp()
  @SerializeOptions({ schema: factorView })
  @ApiOkResponse({ standardSchema: factorView, isArray: true })
  async remove(
    @FromAgent() context: AgentContext,
    @Param({ schema: idParams }) { id }: { id: string },
    @Change() change: ChangeRequest,
  ): Promise<FactorView[]> {
    await this.changes.run(change, (em, now) => this.removeFactor.run(em, now, context, id));
    return this.list(context);
  }
}
