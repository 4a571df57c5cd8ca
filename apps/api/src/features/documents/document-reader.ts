import type { DocumentReader } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { Executor } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { AccountReader } from '../accounts/index.ts';
import { PrivateContacts } from '../agents/index.ts';

/** Who wants to look at a document or judge it, as the rules see them. */
@Injectable()
export class DocumentReaders {
  constructor(
    private readonly accounts: AccountReader,
    private readonly privateContacts: PrivateContacts,
  ) {}

  async of(executor: Executor, { principal, now }: AgentContext, accountId: string): Promise<DocumentReader> {
    const accounts = await this.accounts.facts(executor, [accountId], now);
    const own = await this.privateContacts.carriedBy(executor, principal.id, accounts);
    return { id: principal.id, role: principal.role, ownContact: own.length > 0 };
  }
}
