import {
  declarePrivateContactRequest,
  type DeclarePrivateContactRequest,
  idParams,
  privateContactParams,
  privateContactView,
  type PrivateContactView,
} from '@relink/contract';
import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, StepUp } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes } from '../../platform/idempotency/changes.ts';
import { Change } from '../../platform/idempotency/idempotency-key.ts';
import { ChangePrivateContacts } from './change-private-contacts.ts';
import { PrivateContacts } from './private-contacts.ts';

/** The contacts of an agent and their family, which keep them from working on the accounts that carry them. */
@ApiTags('agents')
@Needs('agents.manage')
@Controller('api/agents/:id/private-contacts')
export class PrivateContactsController {
  constructor(
    private readonly contacts: PrivateContacts,
    private readonly changes: Changes,
    private readonly change: ChangePrivateContacts,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists the private contacts of an agent, masked.' })
  @SerializeOptions({ schema: privateContactView })
  @ApiOkResponse({ standardSchema: privateContactView, isArray: true })
  list(@Param({ schema: idParams }) { id }: { id: string }): Promise<PrivateContactView[]> {
    return this.contacts.list(id);
  }

  @Post()
  @ApiOperation({ summary: 'Declares a private contact of an agent.' })
  @StepUp()
  @HttpCode(200)
  @SerializeOptions({ schema: privateContactView })
  @ApiOkResponse({ standardSchema: privateContactView, isArray: true })
  async declare(
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: declarePrivateContactRequest }) body: DeclarePrivateContactRequest,
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<PrivateContactView[]> {
    await this.changes.run(change, (em, now) => this.change.declare(em, now, context, id, body));
    return this.contacts.list(id);
  }

  @Post(':contactId/withdraw')
  @ApiOperation({ summary: 'Withdraws a private contact of an agent.' })
  @StepUp()
  @HttpCode(200)
  @SerializeOptions({ schema: privateContactView })
  @ApiOkResponse({ standardSchema: privateContactView, isArray: true })
  async withdraw(
    @Param({ schema: privateContactParams }) { id, contactId }: { id: string; contactId: string },
    @Change() change: ChangeRequest,
    @FromAgent() context: AgentContext,
  ): Promise<PrivateContactView[]> {
    await this.changes.run(change, (em, now) => this.change.withdraw(em, now, context, id, contactId));
    return this.contacts.list(id);
  }
}
