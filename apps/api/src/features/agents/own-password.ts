import type { AgentEntity } from './agent.entity.ts';

/**
 * The hash of the password that somebody comes in by at this desk. Undefined for who is linked to the company, whatever
 * they had here before: what the company takes away, an old password must not give back.
 */
export function ownPassword(agent: AgentEntity | undefined): string | undefined {
  return agent?.issuer === null ? (agent.passwordHash ?? undefined) : undefined;
}
