import type { Proof } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../database/named-statement.ts';

const NOTE = {
  name: 'agent_session_proven',
  text: 'update agent_session set proven_at = $2, proven_by = $3 where id = $1 and not half returning id',
};

/** Notes that the agent of a session has proven now who they are. False where the session is gone. */
export async function noteProof(
  em: EntityManager,
  now: Date,
  sessionId: string,
  by: Proof,
): Promise<boolean> {
  return (await runNamed(em, NOTE, [sessionId, now, by])).length > 0;
}
