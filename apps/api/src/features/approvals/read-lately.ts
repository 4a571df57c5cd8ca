import type { LatelyFacts } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

const READ = {
  name: 'approval_lately',
  text: `select a.id,
      (select max(l.at) from verification_lock l where l.account_id = a.id and l.kind = 'suspected-fraud') as "suspectedAt",
      (select max(l.at) from verification_lock l where l.account_id = a.id and l.kind <> 'suspected-fraud') as "lockedAt",
      (select max(o.at) from objection o where o.account_id = a.id) as "opposedAt"
    from unnest($1::uuid[]) as a (id)`,
};

type Row = { id: string; suspectedAt: Date | null; lockedAt: Date | null; opposedAt: Date | null };

/** What last happened to accounts that speaks for caution: of each that is asked about, found by its id. */
export async function readLately(
  executor: Executor,
  accountIds: readonly string[],
): Promise<(accountId: string) => LatelyFacts> {
  const rows = new Map((await runNamed<Row>(executor, READ, [accountIds])).map((row) => [row.id, row]));
  const instant = (at: Date | null | undefined) => at?.toISOString() ?? null;
  return (accountId) => {
    const row = rows.get(accountId);
    return {
      suspectedAt: instant(row?.suspectedAt),
      lockedAt: instant(row?.lockedAt),
      opposedAt: instant(row?.opposedAt),
    };
  };
}
