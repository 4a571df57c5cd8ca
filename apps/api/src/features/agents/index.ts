export type { AgentEntity } from './agent.entity.ts';
export { Agents } from './agents.ts';
export { AgentsModule } from './agents.module.ts';
export { approvalCounts } from './approval-counts.ts';
export { CompanyAgent } from './company-agent.ts';
export { DEMO_PASSWORD, FirstAgents } from './first-agents.ts';
export { ownPassword } from './own-password.ts';
export { PrivateContacts } from './private-contacts.ts';
export { RecoveryAlarm } from './recovery-alarm.ts';
