import type {} from '@fastify/cookie';
import {
  type GiveFactorRequest,
  giveFactorRequest,
  type Me,
  meResponse,
  type PasskeyRequestOptions,
  passkeyRequestOptions,
  type SignInRequest,
  signInRequest,
  type StepUpRequest,
  stepUpRequest,
} from '@relink/contract';
import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res, SerializeOptions } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { Admits, AnyAgent, NoStepUp, OpenToAll } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { AGENT_COOKIE } from '../../platform/guard/sessions.ts';
import { ChallengePasskey } from './challenge-passkey.ts';
import { agentCookie, clientOf } from './client-of.ts';
import { GiveFactor } from './give-factor.ts';
import { relyingPartyOf } from './relying-party.ts';
import { SignIn } from './sign-in.ts';
import { SignOut } from './sign-out.ts';
import { SignedInView } from './signed-in-view.ts';
import { StepUpAgain } from './step-up.ts';

/** The agents' door. */
@ApiTags('sign-in')
@Controller('api')
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
    private readonly giveFactor: GiveFactor,
    private readonly stepUpAgain: StepUpAgain,
    private readonly challengePasskey: ChallengePasskey,
    private readonly view: SignedInView,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post('sign-in')
  @ApiOperation({ summary: 'Signs an agent in.' })
  @HttpCode(200)
  @OpenToAll()
  @SerializeOptions({ schema: meResponse })
  @ApiOkResponse({ standardSchema: meResponse })
  async enter(
    @Body({ schema: signInRequest }) body: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const { token, agent } = await this.signIn.run(body, clientOf(request));
    void reply.setCookie(AGENT_COOKIE, token, agentCookie(request, this.settings));
    return this.view.of(agent);
  }

  @Post('sign-out')
  @ApiOperation({ summary: 'Signs the agent out.' })
  @HttpCode(204)
  @OpenToAll()
  @ApiNoContentResponse()
  async leave(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signOut.run(request.cookies[AGENT_COOKIE], request.ip);
    void reply.clearCookie(AGENT_COOKIE, agentCookie(request, this.settings));
  }

  @Post('sign-in/factor')
  @ApiOperation({ summary: 'Gives the second factor, after the password.' })
  @HttpCode(200)
  @AnyAgent()
  @Admits('half')
  @NoStepUp('It is what a step-up asks for.')
  @SerializeOptions({ schema: meResponse })
  @ApiOkResponse({ standardSchema: meResponse })
  async factor(
    @FromAgent() context: AgentContext,
    @Body({ schema: giveFactorRequest }) given: GiveFactorRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const party = relyingPartyOf(request, this.settings);
    const { token, agent } = await this.giveFactor.run(context, { given, party }, clientOf(request));
    void reply.setCookie(AGENT_COOKIE, token, agentCookie(request, this.settings));
    return this.view.of(agent);
  }

  @Post('step-up')
  @ApiOperation({ summary: 'Proves again who the agent is: by a factor, or the password of who has none.' })
  @HttpCode(204)
  @AnyAgent()
  @Admits('whole', 'enrolling')
  @NoStepUp('It is the step-up.')
  @ApiNoContentResponse()
  async stepUp(
    @FromAgent() context: AgentContext,
    @Body({ schema: stepUpRequest }) given: StepUpRequest,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.stepUpAgain.run(context, given, relyingPartyOf(request, this.settings));
  }

  @Post('passkey-challenges')
  @ApiOperation({ summary: 'What one of the agent’s passkeys is to sign, at sign-in or to prove it again.' })
  @HttpCode(200)
  @AnyAgent()
  @Admits('half', 'whole')
  @NoStepUp('A challenge alone proves nothing.')
  @SerializeOptions({ schema: passkeyRequestOptions })
  @ApiOkResponse({ standardSchema: passkeyRequestOptions })
  @ApiConflictResponse()
  challenge(
    @FromAgent() context: AgentContext,
    @Req() request: FastifyRequest,
  ): Promise<PasskeyRequestOptions> {
    return this.challengePasskey.run(context, relyingPartyOf(request, this.settings));
  }

  @Get('me')
  @ApiOperation({ summary: 'The signed-in agent and what their role may do.' })
  @AnyAgent()
  @Admits('half', 'enrolling', 'whole')
  @SerializeOptions({ schema: meResponse })
  @ApiOkResponse({ standardSchema: meResponse })
  me(@FromAgent() { principal }: AgentContext): Promise<Me> {
    return this.view.of(principal);
  }
}
