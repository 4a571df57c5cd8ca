import { lazy } from 'react';

// Pages that not everybody opens, and not first: each comes when it is used.
export const AgentCreate = lazy(async () => ({
  default: (await import('../features/agents/index.ts')).AgentCreate,
}));
export const AgentEdit = lazy(async () => ({
  default: (await import('../features/agents/index.ts')).AgentEdit,
}));
export const AgentList = lazy(async () => ({
  default: (await import('../features/agents/index.ts')).AgentList,
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
export const InboxPage = lazy(async () => ({
  default: (await import('../features/messages/index.ts')).InboxPage,
}));
export const MessageList = lazy(async () => ({
  default: (await import('../features/messages/index.ts')).MessageList,
}));
