import type { Refusal } from '../errors/codes.ts';
import { days, epoch, hours, instantOf } from '../policy/instants.ts';
import type { Policy } from '../policy/policy.ts';
import type { CaseAction } from './action.ts';

/** Between which instants a customer may be given time to answer, and what is offered. ISO instants. */
export type DueRange = { readonly offered: string; readonly furthest: string };

/** What an agent is offered as a due time: tomorrow at this time, and no later than the policy's furthest day. */
export function dueRange(now: Date, policy: Policy): DueRange {
  const { offeredHours, furthestDays } = policy.numbers.waiting;
  const furthest = now.getTime() + days(furthestDays);
  return {
    offered: instantOf(Math.min(now.getTime() + hours(offeredHours), furthest)),
    furthest: instantOf(furthest),
  };
}

/** Why a case cannot wait until then: `invalid-input` on `dueAt`; null when it can. */
export function dueRefusal(dueAt: string, now: Date, policy: Policy): Refusal | null {
  const due = epoch(dueAt);
  if (!(due > now.getTime())) return { code: 'invalid-input', errors: { dueAt: 'Choose a time to come.' } };
  if (due <= epoch(dueRange(now, policy).furthest)) return null;
  const furthest = `Choose a time within ${String(policy.numbers.waiting.furthestDays)} days.`;
  return { code: 'invalid-input', errors: { dueAt: furthest } };
}

const LEAVES_WAITING: ReadonlySet<CaseAction> = new Set<CaseAction>([
  'lift-lock',
  'add-note',
  'close',
  'hand-over',
  'reopen',
  'take',
  'wait-for-customer',
  'set-ticket',
  'report-suspected-fraud',
]);

/** Whether an action takes a case up again that waits for its customer. A note, a ticket or another due time does not. */
export function resumesWork(action: CaseAction): boolean {
  return !LEAVES_WAITING.has(action);
}
