import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';

const FORGET = `update audit_export set reason = '(erased)'
  where filter ->> 'accountId' = any($1::text[]) or filter ->> 'caseId' = any($2::text[])`;

/** Forgets why events of a person were exported: what an agent wrote there may be about them. */
export async function forgetExportReasons(
  em: EntityManager,
  accountIds: readonly string[],
  caseIds: readonly string[],
): Promise<void> {
  await runSql(em, FORGET, [accountIds, caseIds]);
}
