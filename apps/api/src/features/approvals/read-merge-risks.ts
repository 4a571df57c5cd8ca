import { type ApprovalRiskOf, mergeRisks, type RiskAccountFacts } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import { readEvidence } from '../cases/index.ts';
import { readHoldFacts } from '../identifiers/index.ts';
import type { MergeAccount } from '../merges/index.ts';
import type { ApprovalRecord } from './approval-record.ts';
import type { CurrentMerge } from './plan-of-merge.ts';
import { readLately } from './read-lately.ts';

const PAIR = {
  name: 'approval_risks_pair',
  text: `select state = 'dismissed' as dismissed from duplicate
          where account_a = least($1::uuid, $2::uuid) and account_b = greatest($1::uuid, $2::uuid)`,
};

/** What a second person has to know of a merge, or of an undoing, that waits for them. Codes: nothing personal. */
export async function readMergeRisks(
  em: EntityManager,
  now: Date,
  { caseId, requestedAt }: Pick<ApprovalRecord, 'caseId' | 'requestedAt'>,
  { merge, undo, accounts, policy }: CurrentMerge,
): Promise<ApprovalRiskOf[]> {
  const { survivorId, otherId } = merge;
  const { evidence, resetAt } = await readEvidence(em, caseId);
  const lately = await readLately(em, [survivorId, otherId]);
  const [pair] = await runNamed<{ dismissed: boolean }>(em, PAIR, [survivorId, otherId]);
  const facts = async (id: string): Promise<RiskAccountFacts> => ({
    ...accountOf(accounts, id),
    ...lately(id),
    hold: await readHoldFacts(em, { accountId: id, caseId, changeId: null }),
    passedAfterFailure: evidence.rounds.some(
      ({ accountId, enough, afterFailure }) => accountId === id && enough && afterFailure,
    ),
  });
  return mergeRisks({
    survivor: await facts(survivorId),
    other: await facts(otherId),
    pair: pair === undefined ? 'not-found' : pair.dismissed ? 'two-people' : 'found',
    mergedAt: undo === null ? null : (merge.executedAt?.toISOString() ?? null),
    evidence,
    resetAt,
    requestedAt,
    now,
    policy,
  });
}

function accountOf(accounts: readonly MergeAccount[], id: string): MergeAccount {
  const account = accounts.find((each) => each.id === id);
  if (!account) throw new Error('A merge names accounts that exist.');
  return account;
}
