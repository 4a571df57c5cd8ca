import { type ApprovalRiskOf, erasureRisks } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { readHoldFacts } from '../identifiers/index.ts';
import type { CurrentErasure } from './plan-of-erasure.ts';
import { readLately } from './read-lately.ts';

/** What a second admin has to know of an erasure that waits for them. Codes: nothing personal. */
export async function readErasureRisks(
  em: EntityManager,
  now: Date,
  policies: PolicyInForce,
  { accounts }: CurrentErasure,
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
