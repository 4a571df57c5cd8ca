import type { Pool } from 'pg';
import { ACCOUNTS } from './invariants/accounts.ts';
import { CHANGES } from './invariants/changes.ts';
import { EVENTS, GATHER_EVENTS } from './invariants/events.ts';
import { HOLDERS } from './invariants/holders.ts';
import type { Invariant } from './invariants/invariant.ts';
import { GATHER_KIN } from './invariants/kin.ts';
import { MERGES } from './invariants/merges.ts';
import { MESSAGES } from './invariants/messages.ts';
import { RECORDED } from './invariants/recorded.ts';
import { FOREIGN_KEYS, type ForeignKey, REFERENCES, referenceHolds } from './invariants/references.ts';

/** What became of one invariant: how many rows break it, and one of them (ids only, nothing personal). */
export type InvariantResult = { readonly name: string; readonly broken: number; readonly example?: string };

/**
 * Checks everything that must hold of a desk's database at any moment, whatever was killed, refused or raced before.
 * Reads one snapshot, so a desk may be at work meanwhile. `pool` is the owner's, or anybody's who may read every table.
 * Throws what the database throws; an invariant that does not hold is a result with `broken` above 0.
 */
export async function checkInvariants(pool: Pool): Promise<InvariantResult[]> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read');
    await client.query(GATHER_EVENTS);
    await client.query(GATHER_KIN);
    const { rows: keys } = await client.query<ForeignKey>(FOREIGN_KEYS);
    const invariants: readonly Invariant[] = [
      ...HOLDERS,
      ...ACCOUNTS,
      ...REFERENCES,
      ...keys.map(referenceHolds),
      ...CHANGES,
      ...MERGES,
      ...RECORDED,
      ...MESSAGES,
      ...EVENTS,
    ];
    const results: InvariantResult[] = [];
    for (const { name, broken } of invariants) {
      const { rows } = await client.query<{ broken: number; example: string | null }>(
        `select count(*)::int as broken, min(example::text) as example from (${broken}) as found (example)`,
      );
      const [row] = rows;
      if (!row) throw new Error('A count has a row.');
      results.push({ name, broken: row.broken, ...(row.example !== null && { example: row.example }) });
    }
    return results;
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}
