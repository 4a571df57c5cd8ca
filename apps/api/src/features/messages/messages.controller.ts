import {
  idParams,
  messageResponse,
  messagesQuery,
  type MessagesQuery,
  type MessageView,
} from '@relink/contract';
import { Controller, Get, Param, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { pageOf, sendList } from '../../platform/http/list.ts';
import { problem } from '../../platform/problems/problem.ts';
import { ListMessages } from './list-messages.ts';

/** What was sent, masked. */
@ApiTags('messages')
@Controller('api/messages')
export class MessagesController {
  constructor(private readonly messages: ListMessages) {}

  @Get()
  @ApiOperation({ summary: 'Lists what was sent, masked.' })
  @Needs('messages.list')
  @SerializeOptions({ schema: messageResponse })
  @ApiOkResponse({ standardSchema: messageResponse, isArray: true })
  async list(
    @Query({ schema: messagesQuery }) query: MessagesQuery,
    @FromAgent() context: AgentContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MessageView[]> {
    const page = pageOf(query.range, query.filter?.id);
    const [rows, total] = await this.messages.page(context, query, page);
    return sendList(reply, 'messages', page, rows, total);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One message, masked.' })
  @Needs('messages.list')
  @SerializeOptions({ schema: messageResponse })
  @ApiOkResponse({ standardSchema: messageResponse })
  async one(
    @Param({ schema: idParams }) { id }: { id: string },
    @FromAgent() context: AgentContext,
  ): Promise<MessageView> {
    const found = await this.messages.one(context, id);
    if (!found) throw problem('not-found');
    return found;
  }
}
