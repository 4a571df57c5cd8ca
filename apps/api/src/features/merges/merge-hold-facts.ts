import type { HoldFacts } from '@relink/domain';
import type { Executor } from '../../platform/database/named-statement.ts';
import { readHoldFacts } from '../identifiers/index.ts';

/** Reads what may hold changes of the two accounts that a case is to make one, by account id. */
export async function mergeHoldFacts(
  executor: Executor,
  caseId: string,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, HoldFacts>> {
  const facts = new Map<string, HoldFacts>();
  for (const accountId of accountIds)
    facts.set(accountId, await readHoldFacts(executor, { accountId, caseId, changeId: null }));
  return facts;
}
