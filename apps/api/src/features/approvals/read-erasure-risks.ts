import { type ApprovalRiskOf, erasureRisks } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import type { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import type { AccountRecord } from '../accounts/index.ts';
import { readHoldFacts } from '../identifiers/index.ts';
import { readLately } from './read-lately.ts';

/**
 * What a second admin has to know of an erasure that waits for them, of all accounts of the person. Codes: nothing personal.
 */
export async function readErasureRisks(
  em: EntityManager,
  now: Date,
  policies: PolicyInForce,
  accounts: readonly AccountRecord[],
): Promise<ApprovalRiskOf[]> {
  const lately = await readLately(
    em,
    accounts.map(({ id }) => id),
  );
  const facts: Parameters<typeof erasureRisks>[0][number][] = [];
  for (const account of accounts) {
    const { totals } = await readHoldFacts(em, { accountId: account.id, caseId: null, changeId: null });
    facts.push({ ...account, ...lately(account.id), totals });
  }
  return erasureRisks(facts, now, await policies.read(em));
}
