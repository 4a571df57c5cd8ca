export {
  type AuditEntry,
  AuditLog,
  eventWhereAllowed,
  INSERT_AUDIT_EVENT,
  leafHash,
  type SystemContext,
} from './audit-log.ts';
export { AuditModule } from './audit.module.ts';
export { readCaseTimeline } from './case-timeline.ts';
export { LogAlarm } from './log-alarm.ts';
export { sha256 } from './log-tree.ts';
export { TooManyTries } from './too-many-tries.ts';
export { forgetAgentsWords } from './forget-agents-words.ts';
export { verifyDatabase } from './verify-database.ts';
export { verifyOlder, verifyOneEvent } from './verify-parts.ts';
