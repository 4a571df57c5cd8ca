import {
  type ApprovalRiskOf,
  type MergeRiskInput,
  mergeRisks,
  type Policy,
  type RiskAccountFacts,
} from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { readEvidence } from '../cases/index.ts';
import { readSearched } from '../duplicates/index.ts';
import { readHoldFacts } from '../identifiers/index.ts';
import type { MergeAccount } from '../merges/index.ts';
import type { ApprovalRecord } from './approval-record.ts';
import { readLately } from './read-lately.ts';

const PAIR = {
  name: 'approval_risks_pair',
  text: `select state = 'dismissed' as dismissed from duplicate
          where account_a = least($1::uuid, $2::uuid) and account_b = greatest($1::uuid, $2::uuid)`,
};

/** What the risks of a merge, or of an undoing, are told from. */
export type MergeUnderRisk = {
  /** Both, in any order. */
  readonly accounts: readonly MergeAccount[];
  readonly policy: Policy;
  /** Which accounts the search for duplicates has looked at, of at least both; where it is left out it is asked for. */
  readonly searched?: ReadonlySet<string>;
};

/** What a second person has to know of a merge, or of an undoing, that waits for them. Codes: nothing personal. */
export async function readMergeRisks(
  executor: Executor,
  now: Date,
  approval: ApprovalRecord,
  { accounts, policy, searched }: MergeUnderRisk,
): Promise<ApprovalRiskOf[]> {
  const { accountId: survivorId, otherId, undoId, mergedAt, caseId, requestedAt } = approval;
  if (otherId === null) throw new Error('A merge names two accounts.');
  const { evidence, resetAt } = await readEvidence(executor, caseId);
  const lately = await readLately(executor, [survivorId, otherId]);
  const facts = async (id: string): Promise<RiskAccountFacts> => ({
    ...accountOf(accounts, id),
    ...lately(id),
    hold: await readHoldFacts(executor, { accountId: id, caseId, changeId: null }),
    passedAfterFailure: evidence.rounds.some(
      ({ accountId, enough, afterFailure }) => accountId === id && enough && afterFailure,
    ),
  });
  return mergeRisks({
    survivor: await facts(survivorId),
    other: await facts(otherId),
    pair: undoId === null ? await readPair(executor, [survivorId, otherId], searched) : null,
    mergedAt: undoId === null ? null : (mergedAt?.toISOString() ?? null),
    evidence,
    resetAt,
    requestedAt,
    now,
    policy,
  });
}

async function readPair(
  executor: Executor,
  both: readonly [survivorId: string, otherId: string],
  known: ReadonlySet<string> | undefined,
): Promise<MergeRiskInput['pair']> {
  const [pair] = await runNamed<{ dismissed: boolean }>(executor, PAIR, both);
  if (pair !== undefined) return pair.dismissed ? 'two-people' : 'found';
  const searched = known ?? (await readSearched(executor, both));
  return both.every((id) => searched.has(id)) ? 'not-found' : 'not-searched';
}

function accountOf(accounts: readonly MergeAccount[], id: string): MergeAccount {
  const account = accounts.find((each) => each.id === id);
  if (!account) throw new Error('A merge names accounts that exist.');
  return account;
}
