import { isRefusal, type MergeChoices, type MergePlan } from '@relink/domain';
import { aCase, anAccount, anEmailAddress, anOrder, aPhoneNumber } from '@relink/testing';
import { v7 as uuidv7 } from 'uuid';
import { awaitApproval } from '../../src/features/cases/index.ts';
import { keepPlan, OpenApproval } from '../../src/features/identifiers/index.ts';
import { PlanStoredMerge } from '../../src/features/merges/index.ts';
import { runSql } from '../../src/platform/database/named-statement.ts';
import { CustomerKeys } from '../../src/platform/sealing/customer-keys.ts';
import { Transaction } from '../../src/platform/transaction/transaction.ts';
import type { TestDesk } from './test-desk.ts';

/** Two accounts of one person in a case of an agent. */
export type Pair = { readonly survivorId: string; readonly otherId: string; readonly caseId: string };

/** The older account with an order and a phone, and the newer one with an e-mail. */
export async function aPair(desk: TestDesk, agentId: string): Promise<Pair> {
  const old = await anAccount(desk, { phone: aPhoneNumber() });
  await anOrder(desk, { accountId: old.id });
  const other = await anAccount(desk, { email: anEmailAddress('asha') });
  const { id: caseId } = await aCase(desk, { agentId, claimed: old.id, duplicates: [other.id] });
  return { survivorId: old.id, otherId: other.id, caseId };
}

/** A merge of a pair as it stands once its agent has asked for it and a second person has not said anything yet. */
export function aWaitingMerge(
  desk: TestDesk,
  { survivorId, otherId, caseId }: Pair,
  agentId: string,
  choices: MergeChoices = {},
): Promise<{ mergeId: string; approvalId: string }> {
  return desk.app.get(Transaction).run(async (em, now) => {
    const mergeId = uuidv7();
    const asked = { id: mergeId, survivorId, otherId, choices, planHash: '' };
    const { plan, policy } = await desk.app.get(PlanStoredMerge).run(em, now, asked, { lock: true });
    if (isRefusal(plan)) throw new Error(JSON.stringify(plan));
    const merge: MergePlan = plan;
    const planHash = await keepPlan(em, now, desk.app.get(CustomerKeys), merge);
    await runSql(
      em,
      `insert into merge (id, realm, survivor_id, other_id, case_id, plan_hash, choices, policy_version, state,
         requested_by, requested_at, reason)
       values ($1, 'main', $2, $3, $4, $5, $6, $7, 'waiting', $8, $9, 'The same customer.')`,
      [mergeId, survivorId, otherId, caseId, planHash, choices, policy.version, agentId, now],
    );
    await awaitApproval(em, now, caseId);
    const approvalId = await desk.app.get(OpenApproval).run(em, now, {
      kind: 'merge',
      plan: merge,
      caseId,
      changeId: null,
      mergeId,
      requestedBy: agentId,
      policy,
    });
    return { mergeId, approvalId };
  });
}

/** A pair with the merge of it that its agent has just asked for. */
export async function aWaitingPair(
  desk: TestDesk,
  agentId: string,
): Promise<Pair & { mergeId: string; approvalId: string }> {
  const pair = await aPair(desk, agentId);
  return { ...pair, ...(await aWaitingMerge(desk, pair, agentId)) };
}

/** Where a merge stands, and its case. */
export async function whereStands(
  desk: TestDesk,
  mergeId: string,
): Promise<{ merge: string; refusal: string | null; case: string } | undefined> {
  const [row] = await desk.sql<{ merge: string; refusal: string | null; case: string }>(
    `select m.state as merge, m.refusal, c.state as case from merge m join recovery_case c on c.id = m.case_id
      where m.id = $1`,
    [mergeId],
  );
  return row;
}
