import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import { dropRecords, readRecordsOf } from './match-records.repository.ts';
import { MatchTerms } from './match-terms.ts';

/** Forgets what accounts were compared by, and the names, streets and postcodes that only they had. */
export async function forgetRecords(em: EntityManager, accountIds: readonly string[]): Promise<void> {
  const terms = new MatchTerms();
  for (const { realm, record } of await readRecordsOf(em, accountIds)) terms.count(realm, record, -1);
  await terms.add(em);
  await runSql(em, `delete from match_term where count = 0 and term <> ''`);
  await dropRecords(em, accountIds);
}
