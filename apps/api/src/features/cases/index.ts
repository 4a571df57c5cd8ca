export { CASE_AUDIT_ACTIONS, CaseDesk, type CaseSituation } from './case-desk.ts';
export { CaseList } from './case-list.ts';
export { CaseViews } from './case-views.ts';
export { CasesModule } from './cases.module.ts';
export { type NewNotice, Notices } from './notices.ts';
export { ResumeCase } from './resume-case.ts';
