import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';

const FORGET = `update audit_export set reason = '(erased)'
  where filter ->> 'accountId' = any($1::text[]) or filter ->> 'caseId' = any($2::text[])`;

// Kept by names of the agents' own, which may be the person's; it would find nobody any more.
const DROP_FILTERS = `delete from audit_filter
  where filter ->> 'accountId' = any($1::text[]) or filter ->> 'caseId' = any($2::text[])`;

/** Forgets why events of a person were exported, and by what names they are looked for: what an agent wrote there may be about them. */
export async function forgetAgentsWords(
  em: EntityManager,
  accountIds: readonly string[],
  caseIds: readonly string[],
): Promise<void> {
  await runSql(em, FORGET, [accountIds, caseIds]);
  await runSql(em, DROP_FILTERS, [accountIds, caseIds]);
}
