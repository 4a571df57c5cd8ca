import type {} from '@fastify/cookie';
import {
  portalMe,
  type PortalMe,
  portalOrders,
  type PortalOrders,
  type PortalSignInRequest,
  portalSignInRequest,
} from '@relink/contract';
import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res, SerializeOptions } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { ForCustomer, OnPortal } from '../../platform/guard/access.ts';
import { type CustomerContext, FromCustomer } from '../../platform/guard/request-context.ts';
import { CUSTOMER_COOKIE } from '../../platform/guard/sessions.ts';
import { refuseEvenly } from '../../platform/http/refuse-evenly.ts';
import { readMe, readOrders } from './customer-pages.repository.ts';
import { CustomerSignIn } from './customer-sign-in.ts';
import { CustomerSignOut } from './customer-sign-out.ts';

/** The customers' own door, and what is behind it. An agent's cookie is never read here. */
@ApiTags('portal')
@Controller('api/portal')
export class PortalAccountController {
  constructor(
    private readonly source: DataSource,
    private readonly signIn: CustomerSignIn,
    private readonly signOut: CustomerSignOut,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post('sign-in')
  @ApiOperation({ summary: 'Signs a customer in.' })
  @HttpCode(200)
  @OnPortal()
  @SerializeOptions({ schema: portalMe })
  @ApiOkResponse({ standardSchema: portalMe })
  async enter(
    @Body({ schema: portalSignInRequest }) body: PortalSignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortalMe> {
    const { token, now, seconds, accountId } = await refuseEvenly(() =>
      this.signIn.run(body, {
        address: request.ip,
        userAgent: request.headers['user-agent'] ?? '',
        previousToken: request.cookies[CUSTOMER_COOKIE],
      }),
    );
    void reply.setCookie(CUSTOMER_COOKIE, token, {
      ...this.cookieFor(request),
      maxAge: seconds,
    });
    return readMe(poolOf(this.source), accountId, now);
  }

  @Post('sign-out')
  @ApiOperation({ summary: 'Signs the customer out.' })
  @HttpCode(204)
  @OnPortal()
  @ApiNoContentResponse()
  async leave(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signOut.run(request.cookies[CUSTOMER_COOKIE], request.ip);
    void reply.clearCookie(CUSTOMER_COOKIE, this.cookieFor(request));
  }

  @Get('me')
  @ApiOperation({ summary: 'The signed-in customer.' })
  @ForCustomer()
  @SerializeOptions({ schema: portalMe })
  @ApiOkResponse({ standardSchema: portalMe })
  me(@FromCustomer() { principal, now }: CustomerContext): Promise<PortalMe> {
    return readMe(poolOf(this.source), principal.accountId, now);
  }

  @Get('orders')
  @ApiOperation({ summary: 'The signed-in customer’s orders, newest first.' })
  @ForCustomer()
  @SerializeOptions({ schema: portalOrders })
  @ApiOkResponse({ standardSchema: portalOrders })
  async orders(@FromCustomer() { principal }: CustomerContext): Promise<PortalOrders> {
    return { orders: await readOrders(poolOf(this.source), principal.accountId) };
  }

  private cookieFor(request: FastifyRequest) {
    const secure = this.settings.mode === 'production' || request.protocol === 'https';
    return { httpOnly: true, sameSite: 'strict', path: '/api/portal', secure } as const;
  }
}
