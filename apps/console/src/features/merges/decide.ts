import type { UndoPreview } from '@relink/contract';
import { canSplit, type UndoDecision, type UndoDecisions } from '@relink/domain';

type Change = UndoPreview['changes'][number];

/** What is decided about a change: by the supervisor, else as the server proposes. */
export function decisionOf(change: Change, decisions: UndoDecisions): UndoDecision | null {
  return decisions[change.id] ?? change.decision ?? onlyWay(change);
}

/** Where an amount can only be shared out, one begins at once to type how. */
function onlyWay({ options }: Change): UndoDecision | null {
  return options.length === 1 && options[0] === 'split' ? { do: 'split', toOther: '' } : null;
}

/** Required ones first, in the server's order. */
export function requiredFirst(changes: readonly Change[]): readonly Change[] {
  return [
    ...changes.filter(({ needsDecision }) => needsDecision),
    ...changes.filter(({ needsDecision }) => !needsDecision),
  ];
}

/** How many decisions are missing, or are a share that cannot be sent. */
export function missingDecisions(changes: readonly Change[], decisions: UndoDecisions): number {
  return changes.filter((change) => !isDecided(change, decisions)).length;
}

function isDecided(change: Change, decisions: UndoDecisions): boolean {
  const decision = decisionOf(change, decisions);
  if (!decision) return !change.needsDecision;
  return decision.do !== 'split' || canSplit(change, decision.toOther);
}

/** What the server is asked with: a share that is still being typed is left out. */
export function sendable(changes: readonly Change[], decisions: UndoDecisions): UndoDecisions {
  return Object.fromEntries(
    Object.entries(decisions).filter(([id]) => {
      const change = changes.find((each) => each.id === id);
      return change === undefined || isDecided(change, decisions);
    }),
  );
}
