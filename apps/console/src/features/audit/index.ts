export { auditPath } from './audit-view.ts';
export { AuditEventShow } from './AuditEventShow.tsx';
export { AuditExports } from './AuditExports.tsx';
export { AuditList } from './AuditList.tsx';
