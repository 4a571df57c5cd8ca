export { approvalDecided, awaitApproval } from './case-approval.ts';
export { CaseDesk, type CaseSituation } from './case-desk.ts';
export { CaseList } from './case-list.ts';
export { CaseViews } from './case-views.ts';
export { CasesModule } from './cases.module.ts';
export { distrustCallers, lockOpenCasesOf } from './distrust-callers.ts';
export { Notices } from './notices.ts';
export { ResumeCase } from './resume-case.ts';
export { writeNote } from './write-note.ts';
