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
export { TooManyTries } from './too-many-tries.ts';
