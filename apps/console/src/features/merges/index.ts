export { AccountHistory } from './AccountHistory.tsx';
export { CaseMerges } from './CaseMerges.tsx';
export { MergeButton, MergeLater } from './MergeButton.tsx';
export { MergePage } from './MergePage.tsx';
export { MergePlan } from './MergePlan.tsx';
export { MergeShow } from './MergeShow.tsx';
export { UndoPage } from './UndoPage.tsx';
