export { MergePlansModule } from './merge-plans.module.ts';
export type { MergeAccount } from './read-merge-account.ts';
export { type MergeAnew, PlanStoredMerge } from './plan-stored-merge.ts';
export { readStoredMerge, readStoredUndo, type StoredMerge, type StoredUndo } from './stored-merge.ts';
