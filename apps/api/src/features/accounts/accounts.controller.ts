import {
  type AccountCard,
  accountCard,
  type AccountPage,
  accountPage,
  accountQuery,
  type AccountQuery,
  accountsQuery,
  type AccountsQuery,
  idParams,
} from '@relink/contract';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Needs } from '../../platform/guard/access.ts';
import { type AgentContext, FromAgent } from '../../platform/guard/request-context.ts';
import { estimatedBeyondDeepest, pageOf, sendList } from '../../platform/http/list.ts';
import { AccountList } from './account-list.ts';
import { SearchAccounts } from './search-accounts.ts';
import { sorted } from './sort-cards.ts';
import { ViewAccount } from './view-account.ts';

/**
 * Accounts: found and looked at. Hot paths: what they answer is built field by field to the contract's types, and
 * not parsed by its schemas once more on the way out.
 */
@ApiTags('accounts')
@Controller('api/accounts')
export class AccountsController {
  constructor(
    private readonly search: SearchAccounts,
    private readonly accounts: AccountList,
    private readonly view: ViewAccount,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Finds accounts.' })
  @Needs('accounts.search')
  @ApiOkResponse({ standardSchema: accountCard, isArray: true })
  async list(
    @Query({ schema: accountsQuery }) query: AccountsQuery,
    @FromAgent() context: AgentContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountCard[]> {
    const page = pageOf(query.range, query.filter?.id);
    const { id, q = '', ...asked } = query.filter ?? {};
    if (q.trim() === '' || id !== undefined) {
      const { rows, total } = await this.accounts.read(context, query, page);
      return sendList(reply, 'accounts', page, rows, total, estimatedBeyondDeepest(total));
    }
    const found = sorted(await this.search.run(context, { ...asked, q }), query.sort);
    const rows = found.slice(page.offset, page.offset + page.limit);
    return sendList(reply, 'accounts', page, rows, found.length);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One account, as far as the case’s assurance opens it.' })
  @Needs('accounts.view')
  @ApiOkResponse({ standardSchema: z.union([accountPage, accountCard]) })
  one(
    @Param({ schema: idParams }) { id }: { id: string },
    @Query({ schema: accountQuery }) query: AccountQuery,
    @FromAgent() context: AgentContext,
  ): Promise<AccountCard | AccountPage> {
    return this.view.run(context, id, query);
  }
}
