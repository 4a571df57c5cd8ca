import type { ActionSituation } from './action-situation.ts';
import type { ActionVerdict } from './action.ts';
import type { Caller, CaseOutcome } from './case.ts';

/**
 * Whether what was proven so far counts for nothing any more: another person is on the line. Only the same person who
 * calls again, for the same account holder, goes on where they were; who is not known to be the same is another.
 */
export function callerResetsAssurance(
  last: Caller,
  next: { readonly caller: Caller; readonly samePerson: boolean },
): boolean {
  return !next.samePerson || next.caller !== last;
}

/** The outcome that closing is offered with, where the case itself says what came of it; null where it does not. */
export function suggestedOutcome(
  { case: facts }: Pick<ActionSituation, 'case'>,
  verdicts: readonly ActionVerdict[],
): CaseOutcome | null {
  if (facts.caller === 'third-party') return 'third-party-caller';
  if (facts.caller === 'for-someone-who-died') return 'holder-died';
  return verdicts.some(({ missing }) => missing.includes('contact-left')) ? 'no-contact-left' : null;
}
