export { DuplicateList } from './DuplicateList.tsx';
export { LikelyDuplicates } from './LikelyDuplicates.tsx';
