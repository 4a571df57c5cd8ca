export { CASE_AUDIT_ACTIONS, CaseDesk, type CaseSituation } from './case-desk.ts';
export { CaseViews } from './case-views.ts';
export { CasesModule } from './cases.module.ts';
