export type { AgentEntity } from './agent.entity.ts';
export { Agents } from './agents.ts';
export { AgentsModule } from './agents.module.ts';
