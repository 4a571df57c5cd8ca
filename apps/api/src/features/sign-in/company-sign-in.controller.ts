import type {} from '@fastify/cookie';
import type { SessionStanding } from '@relink/domain';
import { signInWaysResponse, type SignInWays } from '@relink/contract';
import { Controller, Get, Inject, Req, Res, SerializeOptions } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { OpenToAll } from '../../platform/guard/access.ts';
import { AGENT_COOKIE } from '../../platform/guard/sessions.ts';
import { ProblemException } from '../../platform/problems/problem.ts';
import { agentCookie, clientOf } from './client-of.ts';
import { CompanySignIn, UNDERWAY_MS } from './company-sign-in.ts';

const UNDERWAY_COOKIE = 'relink_company';
const UNDERWAY_PATH = '/api/sign-in/company';

/** Where somebody goes on whose session is not whole yet: to give their second factor, or to enrol one. */
const NEXT: Readonly<Record<SessionStanding, string>> = {
  half: '/#/login?step=factor',
  enrolling: '/#/security',
  whole: '/',
};

/** The agents' door by the company's identity provider: a browser goes there, and comes back with its answer. */
@ApiTags('sign-in')
@Controller('api/sign-in')
export class CompanySignInController {
  constructor(
    private readonly company: CompanySignIn,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('ways')
  @ApiOperation({ summary: 'How agents can sign in at this desk.' })
  @OpenToAll()
  @SerializeOptions({ schema: signInWaysResponse })
  @ApiOkResponse({ standardSchema: signInWaysResponse })
  ways(): SignInWays {
    return { passwords: this.settings.passwords, company: this.settings.company !== undefined };
  }

  @Get('company')
  @ApiExcludeEndpoint()
  @OpenToAll()
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.orBack(reply, async () => {
      const { redirectTo, token } = await this.company.begin(clientOf(request));
      const secure = agentCookie(request, this.settings).secure;
      // Lax: the provider sends the browser back from another site, and the answer must find its cookie.
      void reply.setCookie(UNDERWAY_COOKIE, token, {
        httpOnly: true,
        sameSite: 'lax',
        path: UNDERWAY_PATH,
        secure,
        maxAge: UNDERWAY_MS / 1000,
      });
      return redirectTo;
    });
  }

  @Get('company/callback')
  @ApiExcludeEndpoint()
  @OpenToAll()
  async comeBack(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.clearCookie(UNDERWAY_COOKIE, { path: UNDERWAY_PATH });
    await this.orBack(reply, async () => {
      const { token, agent } = await this.company.finish(
        request.cookies[UNDERWAY_COOKIE],
        request.url,
        clientOf(request),
      );
      void reply.setCookie(AGENT_COOKIE, token, agentCookie(request, this.settings));
      return NEXT[agent.session.standing];
    });
  }

  /** A person is at the other end, not a program: what goes wrong is said on the sign-in page. */
  private async orBack(reply: FastifyReply, way: () => Promise<string>): Promise<void> {
    let to: string;
    try {
      to = await way();
    } catch (error) {
      if (!(error instanceof ProblemException)) throw error;
      to = `/#/login?problem=${error.refusal.code}`;
    }
    void reply.redirect(to, 303);
  }
}
