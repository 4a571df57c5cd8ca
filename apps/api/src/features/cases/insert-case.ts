import { randomBytes } from 'node:crypto';
import { type CaseChannel, caseReference, DEFAULT_REALM, REFERENCE_BYTES } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runSql } from '../../platform/database/named-statement.ts';

const REFERENCE_TRIES = 5;

/** Makes the row of a new case; without an agent it is nobody's. 25^8 references are enough that a second try is rare and a third never happens. */
export async function insertCase(
  em: EntityManager,
  now: Date,
  { channel, ticket, agentId }: { channel: CaseChannel; ticket: string; agentId: string | null },
): Promise<{ readonly id: string; readonly reference: string }> {
  const id = uuidv7();
  for (let tries = 0; tries < REFERENCE_TRIES; tries += 1) {
    const reference = caseReference(randomBytes(REFERENCE_BYTES));
    const rows = await runSql(
      em,
      `insert into recovery_case (id, realm, channel, ticket, state, agent_id, opened_by, opened_at, updated_at, reference)
       values ($1, $2, $3, $4, 'open', $5, $5, $6, $6, $7) on conflict (reference) do nothing returning id`,
      [id, DEFAULT_REALM, channel, ticket, agentId, now, reference],
    );
    if (rows.length > 0) return { id, reference };
  }
  throw new Error('No free case reference was found.');
}
