import { type AgentRole, isAgentRole } from '../agents/index.ts';
import type { Policy } from '../policy/policy.ts';
import type { ChangesByAgent } from './case-facts.ts';

/** Whether an agent may change these accounts too, all of them: one that they changed already takes no more room. */
export function hasRoomForChanges(
  accountIds: readonly string[],
  changes: ChangesByAgent,
  role: AgentRole,
  { numbers }: Policy,
): boolean {
  // What nobody is has no room.
  if (!isAgentRole(role)) return false;
  const { accountsPerHour, accountsPerDay } = numbers[`${role}Changes`];
  const room = (changed: readonly string[], limit: number) => {
    const more = accountIds.filter((id) => !changed.includes(id)).length;
    return more === 0 || new Set(changed).size + more <= limit;
  };
  return room(changes.hour, accountsPerHour) && room(changes.day, accountsPerDay);
}
