export { DismissDuplicate } from './dismiss-duplicate.ts';
export { DuplicatesModule } from './duplicates.module.ts';
export { FindDuplicates } from './find-duplicates.ts';
export { forgetRecords } from './forget-records.ts';
export { type EstimatedWeights, KeepWeights } from './keep-weights.ts';
export { readSearched } from './read-searched.ts';
export { settleDuplicates } from './settle-duplicates.ts';
