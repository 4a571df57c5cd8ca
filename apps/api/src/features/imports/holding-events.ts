import type { AuditEntry } from '../audit/index.ts';
import type { BatchContext } from './import-run.ts';
import type { ChangedHoldings } from './write-details.ts';

/** An event for each account that was there and whose balances, holds or the like a file changed. */
export function holdingEvents(
  { importId }: Pick<BatchContext, 'importId'>,
  changed: ChangedHoldings,
): AuditEntry[] {
  return [...changed].map(([accountId, what]) => ({
    action: 'account.imported',
    origin: 'import',
    accountId,
    facts: { importId, changed: [...what].sort() },
  }));
}
