import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';

// A pair of a survivor and the tombstone that leads to it, or of two that lead to one survivor.
const MERGED = `update duplicate d set state = 'merged' from account a, account b
  where a.id = d.account_a and b.id = d.account_b and d.state <> 'merged'
    and coalesce(a.merged_into, a.id) = coalesce(b.merged_into, b.id)
    and (d.account_a = any($1::uuid[]) or d.account_b = any($1::uuid[]))`;
const PARTED = `update duplicate d set state = 'open', reopened_at = $2 from account a, account b
  where a.id = d.account_a and b.id = d.account_b and d.state = 'merged'
    and coalesce(a.merged_into, a.id) <> coalesce(b.merged_into, b.id)
    and (d.account_a = any($1::uuid[]) or d.account_b = any($1::uuid[]))`;
// What else a tombstone may have been a double of is looked for again, from its survivor.
const LEFT = `delete from duplicate d using account t
  where d.state = 'open' and t.id = any($1::uuid[]) and t.status = 'merged' and t.id in (d.account_a, d.account_b)`;

/**
 * Brings the likely duplicates of accounts that were just merged, or parted again, to what the accounts' rows now say.
 * Part of the transaction that merges or undoes, after the rows are written. The accounts themselves are compared anew
 * by the worker.
 */
export async function settleDuplicates(
  em: EntityManager,
  now: Date,
  accountIds: readonly string[],
): Promise<void> {
  await runSql(em, MERGED, [accountIds]);
  await runSql(em, PARTED, [accountIds, now]);
  await runSql(em, LEFT, [accountIds]);
}
