export { AccountCardView } from './AccountCardView.tsx';
export { AccountList } from './AccountList.tsx';
export { AccountMarks } from './AccountMarks.tsx';
export { AccountSearch } from './AccountSearch.tsx';
export { AccountShow } from './AccountShow.tsx';
export { orderYears } from './order-years.ts';
export { useAccountPage } from './use-account-page.ts';
