import { type AccountFacts, nothingAtStake } from '../accounts/index.ts';
import { type HoldFacts, mergeHoldReasons } from '../identifiers/index.ts';
import { assuranceOf, isProven } from '../verification/index.ts';
import { missingActive, missingAssurance, missingChangeLimit, missingUnlocked } from './account-lacks.ts';
import {
  type ActionSituation,
  missingChangesOpen,
  missingForAccount,
  missingForWork,
} from './action-situation.ts';
import { type ActionVerdict, type Missing, missing, verdictFrom } from './action.ts';
import type { CaseAccountRole } from './case.ts';

/** The two accounts of a case that can be merged, whichever of them stays. */
type Pair = { readonly claimed: AccountFacts; readonly duplicate: AccountFacts };

/**
 * What a case says of merging: one verdict per duplicate, under the duplicate's id, and before them one of the case itself,
 * which is that of the first duplicate that may be merged. Nothing where there are not two accounts to merge.
 */
export function mergeActions(situation: ActionSituation): ActionVerdict[] {
  const [claimed] = accountsOf(situation, 'claimed');
  if (claimed === undefined) return [];
  const each = accountsOf(situation, 'duplicate').map((duplicate) =>
    verdictFrom({ action: 'merge', accountId: duplicate.id }, lackingFor(situation, { claimed, duplicate })),
  );
  const ofCase = each.find(({ allowed }) => allowed) ?? each[0];
  return ofCase === undefined ? [] : [{ ...ofCase, accountId: null }, ...each];
}

/**
 * Whether the claimed account and a duplicate of a case may be merged by its agent, in whatever order they are named. What
 * stands in the way of the accounts themselves is said by their plan, and whether a second person has to say yes by
 * {@link mergeNeedsApproval}.
 */
export function mergeVerdict(situation: ActionSituation, accountIds: readonly string[]): ActionVerdict {
  const pair = pairOf(situation, accountIds);
  const lacking =
    pair === undefined
      ? [...missingForWork(situation), missing('claimed-account')]
      : lackingFor(situation, pair);
  return verdictFrom({ action: 'merge', accountId: pair?.duplicate.id ?? null }, lacking);
}

/**
 * Whether a second person has to say yes to a merge: unless the assurance of the claimed account is `strong` now, and so is
 * that of the duplicate, or there is nothing at stake on the duplicate and one of its contacts that may get a code was
 * answered from. Whatever was proven, they have to where a change of either account would be held: see
 * {@link holdReasons}. `holds` is by account id; an account that nothing was read of counts as one whose changes are
 * held. Source: DESIGN, Evidence policy.
 */
export function mergeNeedsApproval(
  situation: ActionSituation,
  accountIds: readonly string[],
  holds: ReadonlyMap<string, HoldFacts>,
): boolean {
  const pair = pairOf(situation, accountIds);
  if (pair === undefined) return true;
  const { evidence, now, policy } = situation;
  const { resetAt } = situation.case;
  const strong = ({ id }: AccountFacts) => assuranceOf(id, evidence, resetAt, now, policy).level === 'strong';
  const { claimed, duplicate } = pair;
  const provenByCode = nothingAtStake(duplicate) && isProven(duplicate, evidence, resetAt, now, policy);
  if (!strong(claimed) || !(strong(duplicate) || provenByCode)) return true;
  return isHeld(claimed, duplicate, holds, situation) || isHeld(duplicate, claimed, holds, situation);
}

/** Whether a change of one of them would wait. */
function isHeld(
  account: AccountFacts,
  other: AccountFacts,
  holds: ReadonlyMap<string, HoldFacts>,
  { now, policy }: ActionSituation,
): boolean {
  const facts = holds.get(account.id);
  return facts === undefined || mergeHoldReasons(account, other, facts, now, policy).length > 0;
}

function lackingFor(situation: ActionSituation, { claimed, duplicate }: Pair): Missing[] {
  const both = [claimed, duplicate];
  return once([
    ...both.flatMap((account) => missingForAccount(account, situation)),
    ...both.flatMap(missingActive),
    ...both.flatMap((account) => missingUnlocked(account, situation)),
    ...missingChangesOpen(situation),
    ...missingAssurance(claimed, situation),
    ...missingChangeLimit(both, situation),
  ]);
}

function pairOf(situation: ActionSituation, accountIds: readonly string[]): Pair | undefined {
  const named = (role: CaseAccountRole) =>
    accountsOf(situation, role).find(({ id }) => accountIds.includes(id));
  const [claimed, duplicate] = [named('claimed'), named('duplicate')];
  return claimed === undefined || duplicate === undefined || accountIds.length !== 2
    ? undefined
    : { claimed, duplicate };
}

function accountsOf({ accounts, case: facts }: ActionSituation, role: CaseAccountRole): AccountFacts[] {
  const ids = facts.accounts.filter((each) => each.role === role).map(({ accountId }) => accountId);
  return accounts.filter(({ id }) => ids.includes(id));
}

/** What is missing of both is told once, with the later end of it where time mends it. */
function once(lacking: readonly Missing[]): Missing[] {
  const byCode = new Map<string, Missing>();
  for (const each of lacking) {
    const there = byCode.get(each.code);
    if (there === undefined || (each.retryAt ?? '') > (there.retryAt ?? '')) byCode.set(each.code, each);
  }
  return [...byCode.values()];
}
