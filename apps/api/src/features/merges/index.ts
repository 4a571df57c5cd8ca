export { MergeColumns } from './merge-columns.ts';
export { mergeJob } from './merge-job.ts';
export { MergePlansModule } from './merge-plans.module.ts';
export type { MergeAccount } from './read-merge-account.ts';
export { type MergeAnew, PlanStoredMerge } from './plan-stored-merge.ts';
export { readStoredMerge, readStoredUndo, type StoredMerge, type StoredUndo } from './stored-merge.ts';
export { MergesModule } from './merges.module.ts';
