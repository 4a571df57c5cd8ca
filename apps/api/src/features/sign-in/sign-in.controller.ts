import type {} from '@fastify/cookie';
import { permissionsOf } from '@relink/domain';
import { type Me, meResponse, type SignInRequest, signInRequest } from '@relink/contract';
import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res, SerializeOptions } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { AnyAgent, OpenToAll } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent, type SignedInAgent } from '../../platform/guard/request-context.ts';
import { AGENT_COOKIE } from '../../platform/guard/sessions.ts';
import { developmentInboxInUse } from '../messages/index.ts';
import { SignIn } from './sign-in.ts';
import { SignOut } from './sign-out.ts';

/** The agents' door. */
@ApiTags('sign-in')
@Controller('api')
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
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
    const { token, agent } = await this.signIn.run(body, {
      address: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
      previousToken: request.cookies[AGENT_COOKIE],
    });
    void reply.setCookie(AGENT_COOKIE, token, this.cookieFor(request));
    return this.view(agent);
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
    void reply.clearCookie(AGENT_COOKIE, this.cookieFor(request));
  }

  @Get('me')
  @ApiOperation({ summary: 'The signed-in agent and what their role may do.' })
  @AnyAgent()
  @SerializeOptions({ schema: meResponse })
  @ApiOkResponse({ standardSchema: meResponse })
  me(@FromAgent() { principal }: AgentContext): Me {
    return this.view(principal);
  }

  private view({ id, username, name, role, sessionExpiresAt }: SignedInAgent): Me {
    return {
      id,
      username,
      name,
      role,
      permissions: permissionsOf(role),
      sessionExpiresAt: sessionExpiresAt.toISOString(),
      development: developmentInboxInUse(this.settings),
    };
  }

  /** Without an end of its own: the browser drops it when it closes, the server at its own time. */
  private cookieFor(request: FastifyRequest) {
    const secure = this.settings.mode === 'production' || request.protocol === 'https';
    return { httpOnly: true, sameSite: 'strict', path: '/', secure } as const;
  }
}
