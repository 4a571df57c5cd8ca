import type { Refusal } from '../errors/codes.ts';
import { isRefusal, refuse } from '../errors/refusal.ts';
import { notifiedContacts } from '../identifiers/index.ts';
import { epoch, instantOf } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';
import type { MergeAccountFacts } from './merge-facts.ts';
import type { MergeBlocker } from './merge.ts';
import { inOrder } from './money.ts';
import { addressChanges } from './undo-addresses.ts';
import { amountChanges, canSplit } from './undo-amounts.ts';
import { belongingChanges } from './undo-belongings.ts';
import { consentChanges, fieldChanges } from './undo-fields.ts';
import { identifierChanges, identifiersAfterUndo } from './undo-identifiers.ts';
import type { UndoChange, UndoDecision, UndoDecisions, UndoFacts, UndoPlan } from './undo-plan.ts';
import { undoWrites } from './undo-writes.ts';

/** Everything that changed on the survivor since the merge: what needs a decision first, then what has a default. */
export function undoChanges(facts: UndoFacts): UndoChange[] {
  const changes = [
    ...fieldChanges(facts),
    ...addressChanges(facts),
    ...identifierChanges(facts),
    ...consentChanges(facts),
    ...amountChanges(facts),
    ...belongingChanges(facts),
  ];
  return changes.toSorted((one, two) => Number(two.needsDecision) - Number(one.needsDecision));
}

/**
 * Why a merge cannot be undone whatever is decided; null when it can. Refusals: `undo-void`, `undo-too-late`,
 * `undo-blocked-by-later-merge` (`details.mergeId`), `merge-not-done` when the other account does not lead to the survivor
 * any more, `account-not-active`, and `merge-blocked` (`details.blockers`) while a legal hold keeps the survivor as it is or a
 * new e-mail or phone of it waits to be confirmed.
 */
export function undoRefusal(facts: UndoFacts, now: Date): Refusal | null {
  const { undoUntil, erased, laterMergeId } = facts;
  const { survivor, other } = facts.now;
  if (erased) return refuse('undo-void');
  // The last instant is in time; null and what cannot be read are not.
  if (undoUntil === null || !(now.getTime() <= epoch(undoUntil))) return refuse('undo-too-late');
  if (laterMergeId !== null) return refuse('undo-blocked-by-later-merge', { mergeId: laterMergeId });
  if (other.status !== 'merged') return refuse('merge-not-done');
  if (survivor.status !== 'active') return refuse('account-not-active', { accountId: survivor.id });
  const blockers = obstacles(survivor).map((code) => ({ code, accountId: survivor.id }));
  return blockers.length > 0 ? refuse('merge-blocked', { blockers }) : null;
}

/** Fraud, a dispute and a data request may be why a merge is taken back: only what must stay as it is, or is still moving. */
function obstacles({ holds, changePending, identifiers }: MergeAccountFacts): MergeBlocker[] {
  const waits = changePending || identifiers.some(({ state }) => state === 'pending');
  return [
    ...(holds.includes('legal-hold') ? (['legal-hold'] as const) : []),
    ...(waits ? (['change-pending'] as const) : []),
  ];
}

/**
 * Plans that a merge is taken back. Refusals: those of {@link undoRefusal}; `merge-choice-unknown` (`details.ids`) for a
 * decision about what did not change, or one that is not offered; `undo-decision-needed` (`details.ids`) where somebody has
 * to name one, or named more than there is.
 */
export function planUndo(
  facts: UndoFacts,
  decisions: UndoDecisions,
  policy: Policy,
  now: Date,
): UndoPlan | Refusal {
  const refusal = undoRefusal(facts, now);
  if (refusal !== null) return refusal;
  const changes = undoChanges(facts);
  const decided = decide(changes, decisions);
  if (isRefusal(decided)) return decided;
  const writes = undoWrites(facts, (id) => decided[id] ?? { do: 'keep' });
  const { survivor, other } = facts.now;
  return {
    kind: 'merge-undo',
    accountId: survivor.id,
    otherId: other.id,
    mergeId: facts.mergeId,
    securityVersions: {
      [survivor.id]: survivor.securityVersion,
      [other.id]: other.securityVersion,
    },
    decisions: decided,
    writes,
    // Whoever is on either account then is told.
    told: notifiedContacts(identifiersAfterUndo(facts, writes, instantOf(now.getTime())), now, policy, []),
  };
}

function decide(
  changes: readonly UndoChange[],
  decisions: UndoDecisions,
): Readonly<Record<string, UndoDecision>> | Refusal {
  const byChange = new Map(changes.map((change) => [change.id, change]));
  const unknown = Object.entries(decisions)
    .filter(([id, decision]) => byChange.get(id)?.options.includes(decision.do) !== true)
    .map(([id]) => id);
  if (unknown.length > 0) return refuse('merge-choice-unknown', { ids: unknown.toSorted(inOrder) });
  const decided = changes
    .filter(({ subject }) => subject !== 'order')
    .map((change) => {
      const named = Object.hasOwn(decisions, change.id) ? decisions[change.id] : undefined;
      return { change, decision: named ?? change.byDefault };
    });
  const needed = decided.flatMap(({ change, decision }) =>
    decision === null || (decision.do === 'split' && !canSplit(change, decision.toOther)) ? [change.id] : [],
  );
  if (needed.length > 0) return refuse('undo-decision-needed', { ids: needed.toSorted(inOrder) });
  return Object.fromEntries(
    decided.flatMap(({ change, decision }) => (decision === null ? [] : [[change.id, decision]])),
  );
}
