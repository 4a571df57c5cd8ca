import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { CasesModule } from '../cases/index.ts';
import { IdentifiersModule } from '../identifiers/index.ts';
import { CarryOutMerge } from './carry-out-merge.ts';
import { ExecuteMerge } from './execute-merge.ts';
import { MergeImages } from './merge-image.ts';
import { MergeJobs } from './merge-jobs.ts';
import { MergeList } from './merge-list.ts';
import { MergePlansModule } from './merge-plans.module.ts';
import { MergeProgress } from './merge-progress.ts';
import { MergesController } from './merges.controller.ts';
import { PreviewMerge } from './preview-merge.ts';
import { RequestMerge } from './request-merge.ts';

/** Two accounts become one: previewed, asked for, and carried out by the worker. */
@Module({
  imports: [AccountsModule, CasesModule, IdentifiersModule, MergePlansModule],
  controllers: [MergesController],
  providers: [
    CarryOutMerge,
    ExecuteMerge,
    MergeImages,
    MergeJobs,
    MergeList,
    MergeProgress,
    PreviewMerge,
    RequestMerge,
  ],
})
export class MergesModule {}
