import { type MergeRiskOf, mergeRisks, type RiskAccountFacts } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import { readEvidence } from '../cases/index.ts';
import { readHoldFacts } from '../identifiers/index.ts';
import type { MergeAccount } from '../merges/index.ts';
import type { ApprovalRecord } from './approval-record.ts';
import type { CurrentMerge } from './plan-of-merge.ts';

const BEFORE = {
  name: 'approval_risks_before',
  text: `select a.id,
      (select max(l.at) from verification_lock l where l.account_id = a.id and l.kind = 'suspected-fraud') as "suspectedAt",
      (select max(l.at) from verification_lock l where l.account_id = a.id and l.kind <> 'suspected-fraud') as "lockedAt",
      (select max(o.at) from objection o where o.account_id = a.id) as "opposedAt"
    from unnest($1::uuid[]) as a (id)`,
};
const PAIR = {
  name: 'approval_risks_pair',
  text: `select state = 'dismissed' as dismissed from duplicate
          where account_a = least($1::uuid, $2::uuid) and account_b = greatest($1::uuid, $2::uuid)`,
};

type BeforeRow = { id: string; suspectedAt: Date | null; lockedAt: Date | null; opposedAt: Date | null };

/** What a second person has to know of a merge, or of an undoing, that waits for them. Codes: nothing personal. */
export async function readMergeRisks(
  em: EntityManager,
  now: Date,
  { caseId, requestedAt }: Pick<ApprovalRecord, 'caseId' | 'requestedAt'>,
  { merge, undo, accounts, policy }: CurrentMerge,
): Promise<MergeRiskOf[]> {
  const { survivorId, otherId } = merge;
  const { evidence, resetAt } = await readEvidence(em, caseId);
  const before = await runNamed<BeforeRow>(em, BEFORE, [[survivorId, otherId]]);
  const [pair] = await runNamed<{ dismissed: boolean }>(em, PAIR, [survivorId, otherId]);
  const facts = async (id: string): Promise<RiskAccountFacts> => ({
    ...accountOf(accounts, id),
    ...momentsOf(before, id),
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

function momentsOf(
  rows: readonly BeforeRow[],
  id: string,
): Pick<RiskAccountFacts, 'suspectedAt' | 'lockedAt' | 'opposedAt'> {
  const row = rows.find((each) => each.id === id);
  const instant = (at: Date | null | undefined) => at?.toISOString() ?? null;
  return {
    suspectedAt: instant(row?.suspectedAt),
    lockedAt: instant(row?.lockedAt),
    opposedAt: instant(row?.opposedAt),
  };
}
