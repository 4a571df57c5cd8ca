import { lazy } from 'react';

// Pages that are not opened first: each comes when it is used.
export const AccountList = lazy(async () => ({
  default: (await import('./account-pages.ts')).AccountList,
}));
export const AccountShow = lazy(async () => ({
  default: (await import('./account-pages.ts')).AccountWithHistory,
}));
export const AgentCreate = lazy(async () => ({
  default: (await import('../features/agents/index.ts')).AgentCreate,
}));
export const AgentEdit = lazy(async () => ({
  default: (await import('../features/agents/index.ts')).AgentEdit,
}));
export const AgentList = lazy(async () => ({
  default: (await import('../features/agents/index.ts')).AgentList,
}));
export const AgentShow = lazy(async () => ({
  default: (await import('../features/agents/index.ts')).AgentShow,
}));
export const ApprovalList = lazy(async () => ({
  default: (await import('../features/approvals/index.ts')).ApprovalList,
}));
export const ApprovalShow = lazy(async () => ({
  default: (await import('../features/approvals/index.ts')).ApprovalShow,
}));
export const AuditList = lazy(async () => ({
  default: (await import('../features/audit/index.ts')).AuditList,
}));
export const InsightsPage = lazy(async () => ({
  default: (await import('./insights-pages.ts')).InsightsPage,
}));
export const SignList = lazy(async () => ({
  default: (await import('./insights-pages.ts')).SignList,
}));
export const SignShow = lazy(async () => ({
  default: (await import('./insights-pages.ts')).SignShow,
}));
export const DocumentList = lazy(async () => ({
  default: (await import('../features/documents/index.ts')).DocumentList,
}));
export const DocumentShow = lazy(async () => ({
  default: (await import('../features/documents/index.ts')).DocumentShow,
}));
export const AuditEventShow = lazy(async () => ({
  default: (await import('../features/audit/index.ts')).AuditEventShow,
}));
export const AuditExports = lazy(async () => ({
  default: (await import('../features/audit/index.ts')).AuditExports,
}));
export const ReviewList = lazy(async () => ({
  default: (await import('../features/reviews/index.ts')).ReviewList,
}));
export const ReviewPage = lazy(async () => ({ default: (await import('./ReviewPage.tsx')).ReviewPage }));
export const DuplicateList = lazy(async () => ({
  default: (await import('../features/duplicates/index.ts')).DuplicateList,
}));
export const ImportList = lazy(async () => ({
  default: (await import('../features/imports/index.ts')).ImportList,
}));
export const ImportShow = lazy(async () => ({
  default: (await import('../features/imports/index.ts')).ImportShow,
}));
export const MappingCreate = lazy(async () => ({
  default: (await import('../features/imports/index.ts')).MappingCreate,
}));
export const MappingEdit = lazy(async () => ({
  default: (await import('../features/imports/index.ts')).MappingEdit,
}));
export const MappingList = lazy(async () => ({
  default: (await import('../features/imports/index.ts')).MappingList,
}));
export const MergePage = lazy(async () => ({
  default: (await import('../features/merges/index.ts')).MergePage,
}));
export const MergeShow = lazy(async () => ({
  default: (await import('../features/merges/index.ts')).MergeShow,
}));
export const UndoPage = lazy(async () => ({
  default: (await import('../features/merges/index.ts')).UndoPage,
}));
export const InboxPage = lazy(async () => ({
  default: (await import('../features/messages/index.ts')).InboxPage,
}));
export const MessageList = lazy(async () => ({
  default: (await import('../features/messages/index.ts')).MessageList,
}));

const caseList = () => import('./case-pages.ts');
export const CaseList = lazy(async () => ({ default: (await caseList()).CaseList }));
export const NoticeList = lazy(async () => ({
  default: (await import('./case-pages.ts')).NoticeList,
}));

const workbench = () => import('./Workbench.tsx');
export const Workbench = lazy(async () => ({ default: (await workbench()).Workbench }));

/** Fetches what an agent opens next, while nothing else is to be done. Without it, it comes when it is opened. */
export function fetchAhead(): void {
  for (const page of [workbench, caseList]) void page().catch(() => undefined);
}
export const NextPolicyPage = lazy(async () => ({
  default: (await import('../features/policy/index.ts')).NextPolicyPage,
}));
export const PolicyPage = lazy(async () => ({
  default: (await import('../features/policy/index.ts')).PolicyPage,
}));
export const SayTextsPage = lazy(async () => ({
  default: (await import('../features/say-texts/index.ts')).SayTextsPage,
}));
export const SecurityPage = lazy(async () => ({
  default: (await import('../features/agents/index.ts')).SecurityPage,
}));
