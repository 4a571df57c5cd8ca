import type { UndoPreview } from '@relink/contract';
import type { UndoDecision, UndoDecisions } from '@relink/domain';

type Change = UndoPreview['changes'][number];

/** The number at the head of an amount such as `1250` or `12.50 EUR`; null where there is none. */
export function amountOf(text: string): number | null {
  const digits = /^(\d{1,15}(?:\.\d{1,2})?)(?:\s|$)/.exec(text.trim())?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Whether a share of an amount may be sent: from 0 to what there is, in whole points, or no finer than a cent. */
export function isShare({ subject, now }: Pick<Change, 'subject' | 'now'>, typed: string): boolean {
  if (!(subject === 'points' ? /^\d{1,15}$/ : /^\d{1,15}(\.\d{1,2})?$/).test(typed)) return false;
  const most = amountOf(now);
  return most === null || Number(typed) <= most;
}

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
  return decision.do !== 'split' || isShare(change, decision.toOther);
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
