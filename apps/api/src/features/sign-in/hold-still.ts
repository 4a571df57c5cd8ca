import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { SignedInAgent } from '../../platform/guard/request-context.ts';

const HOLD_AGENT = {
  name: 'factor_hold_agent',
  text: 'select from agent where id = $1 for no key update',
};
const HOLD_SESSION = {
  name: 'factor_hold_session',
  text: 'select id from agent_session where id = $1 for no key update',
};

/** Holds an agent still, before any session of theirs is ended. Returns whether there is one. */
export async function holdAgent(em: EntityManager, agentId: string): Promise<boolean> {
  return (await runNamed(em, HOLD_AGENT, [agentId])).length > 0;
}

/**
 * Holds an agent and then their session still, before anything of their factors is read or locked: whoever starts a session,
 * ends those of an agent, enrols, removes or recovers takes the agent first, then sessions, and last what a session waits
 * for. Without the agent go those alone who lock sessions and wait for nothing of the agent's after that: signing out, which
 * ends one, and the nightly upkeep, which leaves to the next night what somebody else holds. Returns whether the session is
 * still there: somebody's first factor ends all of their others.
 */
export async function holdStill(
  em: EntityManager,
  { id, session }: Pick<SignedInAgent, 'id' | 'session'>,
): Promise<boolean> {
  await holdAgent(em, id);
  return (await runNamed(em, HOLD_SESSION, [session.id])).length > 0;
}
