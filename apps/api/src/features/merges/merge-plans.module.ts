import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { MergeColumns } from './merge-columns.ts';
import { MergeImages } from './merge-image.ts';
import { PlanStoredMerge } from './plan-stored-merge.ts';
import { PlanStoredUndo } from './plan-stored-undo.ts';
import { ReadMergeAccount } from './read-merge-account.ts';
import { ReadUndoFacts } from './read-undo-facts.ts';
import { UndoView } from './undo-view.ts';

/** What would be done now of merges, and of undoings, that were asked for: needed by who decides, and by who carries them out. */
@Module({
  imports: [AccountsModule],
  providers: [
    MergeColumns,
    MergeImages,
    PlanStoredMerge,
    PlanStoredUndo,
    ReadMergeAccount,
    ReadUndoFacts,
    UndoView,
  ],
  exports: [MergeColumns, MergeImages, PlanStoredMerge, PlanStoredUndo, ReadMergeAccount, UndoView],
})
export class MergePlansModule {}
