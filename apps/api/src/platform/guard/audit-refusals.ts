import type { Permission } from '@relink/domain';
import type { AgentContext } from './request-context.ts';

/** What the guard needs of the audit feature: a role that tried what it may not do is an event. */
export abstract class AuditRefusals {
  abstract record(context: AgentContext, permission: Permission): Promise<void>;
}
