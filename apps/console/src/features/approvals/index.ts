export { ApprovalList } from './ApprovalList.tsx';
export { ApprovalShow } from './ApprovalShow.tsx';
