// Of their own file, because the whole of a feature would come at once where its index.ts itself is loaded when used.
export { CaseList, NoticeList, OpenCaseDialog } from '../features/cases/index.ts';
