import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { ErasedAccounts } from './erased-accounts.ts';
import { PlanStoredErasure } from './plan-stored-erasure.ts';

/** What would be erased now, and who was: needed by who decides, by imports, and by who carries it out. */
@Module({
  imports: [AccountsModule],
  providers: [ErasedAccounts, PlanStoredErasure],
  exports: [ErasedAccounts, PlanStoredErasure],
})
export class ErasurePlansModule {}
