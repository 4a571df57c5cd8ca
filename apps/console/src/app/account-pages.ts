// Of their own file: see case-pages.ts.
export { AccountList } from '../features/accounts/index.ts';
export { AccountWithHistory } from './AccountWithHistory.tsx';
