import { type Inbox, inboxResponse } from '@relink/contract';
import { Controller, Get, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OpenToAll } from '../../platform/guard/access.ts';
import { DevelopmentInbox } from './development-inbox.ts';

/** The customer's telephone and mailbox, for who plays the customer. Not registered at all in production. */
@ApiTags('messages')
@Controller('api/development/inbox')
export class DevelopmentInboxController {
  constructor(private readonly inbox: DevelopmentInbox) {}

  @Get()
  @ApiOperation({ summary: 'What customers got, outside production only.' })
  @OpenToAll()
  @SerializeOptions({ schema: inboxResponse })
  @ApiOkResponse({ standardSchema: inboxResponse })
  read(): Promise<Inbox> {
    return this.inbox.read();
  }
}
