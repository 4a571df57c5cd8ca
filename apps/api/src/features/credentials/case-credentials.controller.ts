import {
  endSessionsRequest,
  endSessionsResponse,
  idParams,
  type SendResetLinkRequest,
  sendResetLinkRequest,
  type SentResponse,
  sentResponse,
} from '@relink/contract';
import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { Needs, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { readSent } from '../verification/index.ts';
import { EndSessions } from './end-sessions.ts';
import { SendResetLink } from './send-reset-link.ts';

type Id = { id: string };

/** What an agent does about a customer's password and sessions. */
@ApiTags('credentials')
@Controller('api/cases/:id')
export class CaseCredentialsController {
  constructor(
    private readonly changes: Changes,
    private readonly source: DataSource,
    private readonly sendResetLink: SendResetLink,
    private readonly endSessions: EndSessions,
  ) {}

  @Post('reset-links')
  @ApiOperation({ summary: 'Sends a reset to a contact on file.' })
  @Needs('cases.work')
  @StepUp()
  @SerializeOptions({ schema: sentResponse })
  @ApiCreatedResponse({ standardSchema: sentResponse })
  async resetLinks(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: sendResetLinkRequest }) body: SendResetLinkRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<SentResponse> {
    const { resourceId } = await this.changes.run(change, (em, now) =>
      this.sendResetLink.run(em, now, context, id, body),
    );
    return readSent(poolOf(this.source), id, resourceId);
  }

  @Post('session-revocations')
  @ApiOperation({ summary: 'Ends every session of an account.' })
  @HttpCode(200)
  @Needs('cases.work')
  @StepUp()
  @SerializeOptions({ schema: endSessionsResponse })
  @ApiOkResponse({ standardSchema: endSessionsResponse })
  async sessionRevocations(
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: endSessionsRequest }) { accountId }: { accountId: string },
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<{ ended: number }> {
    const { result } = await this.changes.run(change, (em, now) =>
      this.endSessions.run(em, now, context, id, accountId),
    );
    return result;
  }
}
