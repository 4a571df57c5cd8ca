import { type AccountFacts, nothingAtStake } from '../accounts/index.ts';
import { comparePair, matchRecordOf, UNCOUNTED_FREQUENCIES } from '../duplicates/index.ts';
import {
  type HoldFacts,
  type IdentifierFacts,
  isOfHighValue,
  isTenured,
  mergeHoldReasons,
} from '../identifiers/index.ts';
import type { MergeAccountFacts } from '../merges/index.ts';
import { epoch } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';
import { assuranceOf, type EvidenceFacts, isProven, restsOnDocument } from '../verification/index.ts';
import {
  type ApprovalRisk,
  type ApprovalRiskOf,
  inOrder,
  isWithin,
  latelyRisks,
  type LatelyFacts,
} from './approval-risks.ts';

/** What decides how risky it is, of one account. */
export type RiskAccountFacts = AccountFacts &
  LatelyFacts &
  Pick<MergeAccountFacts, 'firstName' | 'lastName' | 'birthDate'> & {
    readonly hold: HoldFacts;
    /** A round about it was enough in the case after one that was not. */
    readonly passedAfterFailure: boolean;
  };

export type MergeRiskInput = {
  readonly survivor: RiskAccountFacts;
  readonly other: RiskAccountFacts;
  /** What the search for duplicates, or who judged what it found, says of the two; null of an undoing, which asks nobody. */
  readonly pair: 'found' | 'not-found' | 'not-searched' | 'two-people' | null;
  /** When they became one, of an undoing; null of a merge. What was moved then is no fresh contact. */
  readonly mergedAt: string | null;
  /** Of the case that it was asked for in, and when it was: what had faded by then proves nothing. */
  readonly evidence: EvidenceFacts;
  readonly resetAt: string | null;
  readonly requestedAt: Date;
  readonly now: Date;
  readonly policy: Policy;
};

/**
 * What a second person has to know before they say yes, in the order of {@link APPROVAL_RISKS} and the survivor's first. It
 * refuses nothing: what stands in the way is said by the plan.
 * - `suspected-fraud`, `locked`, `opposed`: see {@link latelyRisks}; while a lock holds, it is in the way.
 * - `two-people`: somebody at the desk said so of the two. `different-names`, `different-birth-dates`: more than a slip
 *   apart. `not-found-alike`: the search for duplicates has looked at both and not put them together; `not-searched-yet`: it
 *   has not looked at both as they are now, and may still. Of a merge alone.
 * - `unproven`, `knowledge-only`, `document-only`, `not-strong`: what the evidence came to when it was asked for. Nothing
 *   is said of an account that is proven and has nothing at stake.
 * - `nobody-else-to-warn`, `sim-swap-risk`: as of a change that is held; the first says `high-value` too.
 * - `contact-taken`: another account took a contact of it within `tenure.takenWithinDays`. `fresh-contact`: one that
 *   signs in or recovers came within `tenure.freshDays`.
 * Source: DESIGN, Evidence policy.
 */
export function mergeRisks(input: MergeRiskInput): ApprovalRiskOf[] {
  const { survivor, other, mergedAt } = input;
  const ofBoth = mergedAt === null ? pairRisks(input) : [];
  const ofEach = [
    { accountId: survivor.id, risks: accountRisks(survivor, other, input) },
    { accountId: other.id, risks: accountRisks(other, survivor, input) },
  ];
  return inOrder(ofBoth, ofEach);
}

function pairRisks({ survivor, other, pair }: MergeRiskInput): ApprovalRisk[] {
  const { given, family, birthDate } = comparePair(
    recordOf(survivor),
    recordOf(other),
    UNCOUNTED_FREQUENCIES,
  ).levels;
  const namesDiffer = given === 'different' || given === 'replaced' || family === 'different';
  return [
    ...(pair === 'two-people' ? (['two-people'] as const) : []),
    ...(pair === 'not-found' ? (['not-found-alike'] as const) : []),
    ...(pair === 'not-searched' ? (['not-searched-yet'] as const) : []),
    ...(namesDiffer ? (['different-names'] as const) : []),
    ...(birthDate === 'different' || birthDate === 'part' ? (['different-birth-dates'] as const) : []),
  ];
}

/** What names and birth dates are compared in; the rest of an account says nothing of those. */
function recordOf({
  id,
  firstName,
  lastName,
  birthDate,
  createdAt,
  orderCount,
  identifiers,
}: RiskAccountFacts) {
  return matchRecordOf({
    id,
    firstName,
    lastName,
    birthDate,
    country: '',
    beganAt: createdAt,
    orderCount,
    identifiers: identifiers.map((identifier) => ({ ...identifier, alias: null })),
    addresses: [],
    shipped: [],
  });
}

function accountRisks(
  account: RiskAccountFacts,
  other: RiskAccountFacts,
  input: MergeRiskInput,
): ApprovalRisk[] {
  const { mergedAt, now, policy } = input;
  const { identifiers } = account;
  const held = mergeHoldReasons(account, other, account.hold, now, policy);
  const worth = { ...account, totals: account.hold.totals };
  const taken = identifiers.some(
    ({ releaseReason, releasedAt }) =>
      releaseReason === 'taken' && isWithin(releasedAt, policy.numbers.tenure.takenWithinDays, now),
  );
  return [
    ...latelyRisks(account, now, policy),
    ...proofRisks(account, input),
    ...(account.passedAfterFailure ? (['round-after-failure'] as const) : []),
    ...held,
    ...(isOfHighValue(worth, policy) && !held.includes('nobody-else-to-warn')
      ? (['high-value'] as const)
      : []),
    ...(taken ? (['contact-taken'] as const) : []),
    ...(identifiers.some((each) => isFresh(each, mergedAt, now, policy)) ? (['fresh-contact'] as const) : []),
  ];
}

function proofRisks(
  account: RiskAccountFacts,
  { evidence, resetAt, requestedAt, policy }: MergeRiskInput,
): ApprovalRisk[] {
  const proof = [evidence, resetAt, requestedAt, policy] as const;
  const { level } = assuranceOf(account.id, ...proof);
  if (level === 'strong') return [];
  if (isProven(account, ...proof)) return nothingAtStake(account) ? [] : ['not-strong'];
  if (restsOnDocument(account.id, ...proof)) return ['document-only'];
  return [level === 'identified' ? 'knowledge-only' : 'unproven'];
}

/** A contact that proves nothing yet because it came lately; one that a merge moved came with it. */
function isFresh(identifier: IdentifierFacts, mergedAt: string | null, now: Date, policy: Policy): boolean {
  const { use, state, linkedSince } = identifier;
  if (use === 'contact' || state !== 'verified' || isTenured(identifier, now, policy)) return false;
  return mergedAt === null || linkedSince === null || epoch(linkedSince) > epoch(mergedAt);
}
