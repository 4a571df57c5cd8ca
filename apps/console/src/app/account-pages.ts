// Of their own file: see case-pages.ts.
export { AccountList, AccountShow } from '../features/accounts/index.ts';
