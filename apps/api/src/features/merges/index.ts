export { MergeColumns } from './merge-columns.ts';
export { mergeJob, undoJob } from './merge-job.ts';
export { MergePlansModule } from './merge-plans.module.ts';
export { type MergeAccount, ReadMergeAccount } from './read-merge-account.ts';
export { type MergeAnew, PlanStoredMerge } from './plan-stored-merge.ts';
export { PlanStoredUndo, type UndoAnew } from './plan-stored-undo.ts';
export { readStoredMerge, readStoredUndo, type StoredMerge, type StoredUndo } from './stored-merge.ts';
export { MergesModule } from './merges.module.ts';
export { UndoView } from './undo-view.ts';
