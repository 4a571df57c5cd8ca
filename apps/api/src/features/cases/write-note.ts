import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { CaseNoteEntity } from './case.entity.ts';

/** Keeps what somebody wrote about a case, and returns the note's id. */
export async function writeNote(
  em: EntityManager,
  now: Date,
  { caseId, agentId, body }: Pick<CaseNoteEntity, 'caseId' | 'agentId' | 'body'>,
): Promise<string> {
  const id = uuidv7();
  await em.insert(CaseNoteEntity, { id, caseId, agentId, body, at: now });
  return id;
}
