import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import type { CaseState } from './case.ts';

export const CASE_EVENTS = [
  'wait-for-customer',
  'customer-answered',
  'ask-approval',
  'approval-decided',
  'close',
  'reopen',
  'hand-over',
] as const;
export type CaseEvent = (typeof CASE_EVENTS)[number];

/** What is not in the table is refused. The diagram is in docs/case-states.md. */
export const CASE_TRANSITIONS: Readonly<Record<CaseState, Readonly<Partial<Record<CaseEvent, CaseState>>>>> =
  {
    open: {
      'wait-for-customer': 'waiting-for-customer',
      'customer-answered': 'open',
      'ask-approval': 'waiting-for-approval',
      close: 'closed',
      'hand-over': 'open',
    },
    'waiting-for-customer': {
      'wait-for-customer': 'waiting-for-customer',
      'customer-answered': 'open',
      'ask-approval': 'waiting-for-approval',
      close: 'closed',
      'hand-over': 'waiting-for-customer',
    },
    'waiting-for-approval': {
      'customer-answered': 'waiting-for-approval',
      'approval-decided': 'open',
      close: 'closed',
      'hand-over': 'waiting-for-approval',
    },
    closed: { reopen: 'open' },
  };

/** The state after an event, or a refusal: `case-closed`, or `case-state-conflict` for any other wrong moment. */
export function nextCaseState(state: CaseState, event: CaseEvent): CaseState | Refusal {
  const transitions = Object.hasOwn(CASE_TRANSITIONS, state) ? CASE_TRANSITIONS[state] : {};
  const next = Object.hasOwn(transitions, event) ? transitions[event] : undefined;
  if (next !== undefined) return next;
  return state === 'closed' ? refuse('case-closed') : refuse('case-state-conflict', { state, event });
}

/** Whether the evidence gathered so far is void after an event: then the case's `resetAt` becomes now. */
export function resetsAssurance(event: CaseEvent): boolean {
  return event === 'hand-over' || event === 'reopen';
}

/** Whether an agent may work the case: a customer who calls while the case waits for them is served at once. */
export function isWorkable(state: CaseState): boolean {
  return state === 'open' || state === 'waiting-for-customer';
}
