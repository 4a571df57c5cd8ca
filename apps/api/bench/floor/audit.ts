import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { NamedStatement } from '../../src/platform/database/named-statement.ts';
import { v7 as uuidv7 } from 'uuid';
import { INSERT_AUDIT_EVENT } from '../../src/features/audit/index.ts';

/** Writes an audit event of the size of the desk's, alone or in the statement of what it records. */
export async function audit(
  client: Pool | PoolClient,
  event: {
    readonly action: string;
    readonly at: Date;
    readonly agentId: string;
    readonly address: string;
    readonly caseId?: string;
    readonly accountId?: string;
    readonly facts: object;
  },
  together?: { readonly statement: NamedStatement; readonly values: readonly unknown[] },
): Promise<void> {
  const { action, at, agentId, address, caseId = null, accountId = null, facts } = event;
  const id = uuidv7();
  const actor = { address, id: agentId, kind: 'agent' };
  const canonical = Buffer.from(
    JSON.stringify({
      accountId,
      action,
      actor,
      at,
      caseId,
      facts,
      id,
      origin: 'case',
      outcome: 'done',
      sealed: null,
      v: 1,
    }),
  );
  const hash = createHash('sha256').update(Buffer.of(0)).update(canonical).digest();
  await client.query({
    ...(together?.statement ?? INSERT_AUDIT_EVENT),
    values: [
      id,
      at,
      'agent',
      agentId,
      address,
      'case',
      action,
      'done',
      caseId,
      accountId,
      canonical,
      hash,
      ...(together?.values ?? []),
    ],
  });
}
