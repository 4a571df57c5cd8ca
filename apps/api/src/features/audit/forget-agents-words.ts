import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';

const FORGET = `with gone as (
    update audit_export set reason = '(erased)'
     where filter ->> 'accountId' = any($1::text[]) or filter ->> 'caseId' = any($2::text[]) returning 1)
  select count(*)::integer as rows from gone`;

// Kept by names of the agents' own, which may be the person's; it would find nobody any more. What looks for something else
// is left, whatever it is called: that a name of theirs is a customer's is not known, and a first name is many a colleague's.
const DROP_FILTERS = `with gone as (
    delete from audit_filter
     where filter ->> 'accountId' = any($1::text[]) or filter ->> 'caseId' = any($2::text[]) returning 1)
  select count(*)::integer as rows from gone`;

/**
 * Forgets why events of a person were exported, and by what names they are looked for: what an agent wrote there may be about
 * them. Says of how many exports and of how many filters, whosever.
 */
export async function forgetAgentsWords(
  em: EntityManager,
  accountIds: readonly string[],
  caseIds: readonly string[],
): Promise<{ readonly reasons: number; readonly filters: number }> {
  const [exports] = await runSql<{ rows: number }>(em, FORGET, [accountIds, caseIds]);
  const [filters] = await runSql<{ rows: number }>(em, DROP_FILTERS, [accountIds, caseIds]);
  return { reasons: exports?.rows ?? 0, filters: filters?.rows ?? 0 };
}
