import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/index.ts';
import { AccountList } from './account-list.ts';
import { AccountReader } from './account-reader.ts';
import { AccountsController } from './accounts.controller.ts';
import { SearchAccounts } from './search-accounts.ts';
import { ViewAccount } from './view-account.ts';

/** Accounts: found, read and shown, never changed here. */
@Module({
  imports: [AgentsModule],
  controllers: [AccountsController],
  providers: [AccountList, AccountReader, SearchAccounts, ViewAccount],
  exports: [AccountReader],
})
export class AccountsModule {}
