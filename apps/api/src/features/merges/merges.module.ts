import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { AgentsModule } from '../agents/index.ts';
import { CasesModule } from '../cases/index.ts';
import { DuplicatesModule } from '../duplicates/index.ts';
import { IdentifiersModule } from '../identifiers/index.ts';
import { CarryOutMerge } from './carry-out-merge.ts';
import { CarryOutUndo } from './carry-out-undo.ts';
import { EnterUndo } from './enter-undo.ts';
import { ExecuteMerge } from './execute-merge.ts';
import { ExecuteUndo } from './execute-undo.ts';
import { MergeJobs } from './merge-jobs.ts';
import { MergeList } from './merge-list.ts';
import { MergePlansModule } from './merge-plans.module.ts';
import { MergeProgress } from './merge-progress.ts';
import { MergesController } from './merges.controller.ts';
import { PreviewMerge } from './preview-merge.ts';
import { PreviewUndo } from './preview-undo.ts';
import { PurgeLedgers } from './purge-ledgers.ts';
import { RequestMerge } from './request-merge.ts';
import { ResumeMerges } from './resume-merges.ts';
import { RequestUndo } from './request-undo.ts';
import { UndoJobs } from './undo-jobs.ts';
import { UndoController } from './undo.controller.ts';

/** Two accounts become one, and two again: previewed, asked for, and carried out by the worker. */
@Module({
  imports: [AccountsModule, AgentsModule, CasesModule, DuplicatesModule, IdentifiersModule, MergePlansModule],
  controllers: [MergesController, UndoController],
  providers: [
    CarryOutMerge,
    CarryOutUndo,
    EnterUndo,
    ExecuteMerge,
    ExecuteUndo,
    MergeJobs,
    MergeList,
    MergeProgress,
    PreviewMerge,
    PreviewUndo,
    PurgeLedgers,
    RequestMerge,
    ResumeMerges,
    RequestUndo,
    UndoJobs,
  ],
})
export class MergesModule {}
