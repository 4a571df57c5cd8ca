import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { AgentsModule } from '../agents/index.ts';
import { DismissDuplicate } from './dismiss-duplicate.ts';
import { DuplicateList } from './duplicate-list.ts';
import { DuplicatePasses } from './duplicate-passes.ts';
import { DuplicatePassesController } from './duplicate-passes.controller.ts';
import { DuplicatesController } from './duplicates.controller.ts';
import { FindDuplicates } from './find-duplicates.ts';
import { KeepFound } from './keep-found.ts';
import { KeepWeights } from './keep-weights.ts';
import { RefreshAccounts } from './refresh-accounts.ts';
import { RequestPass } from './request-pass.ts';
import { RunPass } from './run-pass.ts';
import { ShowDuplicates } from './show-duplicates.ts';

/** Accounts that are likely one person's: found by the worker, shown to the desk, and dismissed where they are not. */
@Module({
  imports: [AccountsModule, AgentsModule],
  controllers: [DuplicatesController, DuplicatePassesController],
  providers: [
    DismissDuplicate,
    DuplicateList,
    DuplicatePasses,
    FindDuplicates,
    KeepFound,
    KeepWeights,
    RefreshAccounts,
    RequestPass,
    RunPass,
    ShowDuplicates,
  ],
  exports: [DismissDuplicate, FindDuplicates, KeepWeights],
})
export class DuplicatesModule {}
