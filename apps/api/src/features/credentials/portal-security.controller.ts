import type {} from '@fastify/cookie';
import {
  type ChangeEmailRequest,
  changeEmailRequest,
  type ChangeNameRequest,
  changeNameRequest,
  type ChangePasswordRequest,
  changePasswordRequest,
  type ChangePhoneRequest,
  changePhoneRequest,
  endSessionsResponse,
  idParams,
  portalSecurity,
  type PortalSecurity,
  portalSessions,
  type PortalSessions,
  sessionParams,
} from '@relink/contract';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { ForCustomer } from '../../platform/guard/access.ts';
import { hashPassword } from '../../platform/guard/passwords.ts';
import { type CustomerContext, FromCustomer } from '../../platform/guard/request-context.ts';
import { CUSTOMER_COOKIE } from '../../platform/guard/sessions.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { AskOnPortal, readEmail, readPhone, WaitingOnPortal } from '../identifiers/index.ts';
import { ChangeName } from './change-name.ts';
import { ChangePassword } from './change-password.ts';
import { CustomerChanges } from './customer-changes.ts';
import { EndOwnSessions } from './end-own-sessions.ts';
import { readSecurity, readSessions } from './security-page.repository.ts';

type Id = { id: string };

/** Login & security: each thing a customer signs in with, changed alone, and the browsers that are signed in. */
@ApiTags('portal')
@ForCustomer()
@Controller('api/portal')
export class PortalSecurityController {
  constructor(
    private readonly changes: Changes,
    private readonly customer: CustomerChanges,
    private readonly source: DataSource,
    private readonly ask: AskOnPortal,
    private readonly waiting: WaitingOnPortal,
    private readonly changePassword: ChangePassword,
    private readonly changeName: ChangeName,
    private readonly endSessions: EndOwnSessions,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('security')
  @ApiOperation({ summary: 'What the signed-in customer signs in with.' })
  @SerializeOptions({ schema: portalSecurity })
  @ApiOkResponse({ standardSchema: portalSecurity })
  security(@FromCustomer() { principal, now }: CustomerContext): Promise<PortalSecurity> {
    return readSecurity(poolOf(this.source), principal.accountId, now);
  }

  @Post('email-changes')
  @ApiOperation({ summary: 'Asks for a new e-mail of the customer’s own, to be confirmed by its holder.' })
  @HttpCode(200)
  @SerializeOptions({ schema: portalSecurity })
  @ApiOkResponse({ standardSchema: portalSecurity })
  async email(
    @Body({ schema: changeEmailRequest }) body: ChangeEmailRequest,
    @Change() change: ChangeRequest,
    @FromCustomer() context: CustomerContext,
  ): Promise<PortalSecurity> {
    const email = readEmail(body.email);
    const asked = {
      action: 'identifier.email-requested',
      password: { typed: body.password, field: 'password' },
    } as const;
    await this.customer.run(change, context, asked, (em, now, own) =>
      this.ask.email(em, now, context, { ...own, email }),
    );
    return this.security(context);
  }

  @Post('phone-links')
  @ApiOperation({ summary: 'Asks for a phone of the customer’s own, to be confirmed by a code to it.' })
  @HttpCode(200)
  @SerializeOptions({ schema: portalSecurity })
  @ApiOkResponse({ standardSchema: portalSecurity })
  async phone(
    @Body({ schema: changePhoneRequest }) body: ChangePhoneRequest,
    @Change() change: ChangeRequest,
    @FromCustomer() context: CustomerContext,
  ): Promise<PortalSecurity> {
    const phone = readPhone(body.phone, this.settings.shopCountries);
    const asked = {
      action: 'identifier.phone-requested',
      password: { typed: body.password, field: 'password' },
    } as const;
    await this.customer.run(change, context, asked, (em, now, own) =>
      this.ask.phone(em, now, context, { ...own, phone }),
    );
    return this.security(context);
  }

  @Post('waiting-logins/:id/cancel')
  @ApiOperation({ summary: 'Takes back a new e-mail or phone that the customer asked for.' })
  @HttpCode(200)
  @SerializeOptions({ schema: portalSecurity })
  @ApiOkResponse({ standardSchema: portalSecurity })
  async cancel(
    @Param({ schema: idParams }) { id: changeId }: Id,
    @Change() change: ChangeRequest,
    @FromCustomer() context: CustomerContext,
  ): Promise<PortalSecurity> {
    const asked = { action: 'identifier.change-cancelled' } as const;
    await this.customer.run(change, context, asked, (em, now, own) =>
      this.waiting.cancel(em, now, context, { ...own, changeId }),
    );
    return this.security(context);
  }

  @Post('waiting-logins/:id/confirmations')
  @ApiOperation({
    summary: 'Sends the code of a new e-mail or phone again, or asks its other account again.',
  })
  @HttpCode(200)
  @SerializeOptions({ schema: portalSecurity })
  @ApiOkResponse({ standardSchema: portalSecurity })
  async resend(
    @Param({ schema: idParams }) { id: changeId }: Id,
    @Change() change: ChangeRequest,
    @FromCustomer() context: CustomerContext,
  ): Promise<PortalSecurity> {
    const asked = { action: 'identifier.confirmation-resent', changeId } as const;
    await this.customer.run(change, context, asked, (em, now, own) =>
      this.waiting.resend(em, now, context, { ...own, changeId }),
    );
    return this.security(context);
  }

  @Post('password-changes')
  @ApiOperation({ summary: 'Changes the password, and ends every other session.' })
  @HttpCode(200)
  @SerializeOptions({ schema: portalSecurity })
  @ApiOkResponse({ standardSchema: portalSecurity })
  async password(
    @Body({ schema: changePasswordRequest }) { current, next }: ChangePasswordRequest,
    @Change() change: ChangeRequest,
    @FromCustomer() context: CustomerContext,
    @Req() request: FastifyRequest,
  ): Promise<PortalSecurity> {
    const asked = {
      action: 'credential.password-changed',
      password: { typed: current, field: 'current' },
    } as const;
    const wanted = { next, passwordHash: await hashPassword(next), token: tokenOf(request) };
    await this.customer.run(change, context, asked, (em, now, own) =>
      this.changePassword.run(em, now, context, own, wanted),
    );
    return this.security(context);
  }

  @Post('name-changes')
  @ApiOperation({ summary: 'Changes the name on the account.' })
  @HttpCode(200)
  @SerializeOptions({ schema: portalSecurity })
  @ApiOkResponse({ standardSchema: portalSecurity })
  async name(
    @Body({ schema: changeNameRequest }) wanted: ChangeNameRequest,
    @Change() change: ChangeRequest,
    @FromCustomer() context: CustomerContext,
  ): Promise<PortalSecurity> {
    await this.customer.run(change, context, { action: 'account.name-changed' }, (em, now, own) =>
      this.changeName.run(em, now, context, own, wanted),
    );
    return this.security(context);
  }

  @Get('sessions')
  @ApiOperation({ summary: 'The browsers in which the customer is signed in.' })
  @SerializeOptions({ schema: portalSessions })
  @ApiOkResponse({ standardSchema: portalSessions })
  sessions(
    @FromCustomer() { principal, now }: CustomerContext,
    @Req() request: FastifyRequest,
  ): Promise<PortalSessions> {
    return readSessions(poolOf(this.source), principal.accountId, now, tokenOf(request));
  }

  @Post('sessions/end-others')
  @ApiOperation({ summary: 'Signs every other browser out.' })
  @HttpCode(200)
  @SerializeOptions({ schema: endSessionsResponse })
  @ApiOkResponse({ standardSchema: endSessionsResponse })
  async endOthers(
    @Change() change: ChangeRequest,
    @FromCustomer() context: CustomerContext,
    @Req() request: FastifyRequest,
  ): Promise<{ ended: number }> {
    const token = tokenOf(request);
    const { result } = await this.changes.run(change, (em, now) =>
      this.endSessions.others(em, now, context, token),
    );
    return result;
  }

  @Post('sessions/:id/end')
  @ApiOperation({ summary: 'Signs one browser out.' })
  @HttpCode(200)
  @SerializeOptions({ schema: endSessionsResponse })
  @ApiOkResponse({ standardSchema: endSessionsResponse })
  async endOne(
    @Param({ schema: sessionParams }) { id }: Id,
    @Change() change: ChangeRequest,
    @FromCustomer() context: CustomerContext,
  ): Promise<{ ended: number }> {
    const { result } = await this.changes.run(change, (em, now) =>
      this.endSessions.one(em, now, context, id),
    );
    return result;
  }
}

/** The cookie that the guard has just found a session by. */
function tokenOf({ cookies }: FastifyRequest): string {
  return cookies[CUSTOMER_COOKIE] ?? '';
}
