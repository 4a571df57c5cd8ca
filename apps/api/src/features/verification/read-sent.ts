import type { SentResponse } from '@relink/contract';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { problem } from '../../platform/problems/problem.ts';

const READ = {
  name: 'challenge_read_sent',
  text: 'select id, expires_at as "expiresAt" from challenge where id = $1 and case_id = $2',
};

/** That something was sent in a case, and until when it works. Throws `not-found`. */
export async function readSent(
  executor: Executor,
  caseId: string,
  challengeId: string,
): Promise<SentResponse> {
  const [row] = await runNamed<{ id: string; expiresAt: Date }>(executor, READ, [challengeId, caseId]);
  if (!row) throw problem('not-found');
  return { id: row.id, expiresAt: row.expiresAt.toISOString() };
}
