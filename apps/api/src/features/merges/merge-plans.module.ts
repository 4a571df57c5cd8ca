import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { MergeColumns } from './merge-columns.ts';
import { PlanStoredMerge } from './plan-stored-merge.ts';
import { ReadMergeAccount } from './read-merge-account.ts';

/** What would be done now of merges that were asked for: needed by who decides, and by who carries them out. */
@Module({
  imports: [AccountsModule],
  providers: [MergeColumns, PlanStoredMerge, ReadMergeAccount],
  exports: [MergeColumns, PlanStoredMerge, ReadMergeAccount],
})
export class MergePlansModule {}
