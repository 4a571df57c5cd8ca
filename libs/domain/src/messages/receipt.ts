import type { MessageState } from './message.ts';

/** What a provider may report of a message that it took. */
export const RECEIPT_STATES = ['delivered', 'bounced', 'failed'] as const;
export type ReceiptState = (typeof RECEIPT_STATES)[number];

/** Until something is handed over there is nothing to report of it; a failure of ours is no carrier's to overrule. */
const MAY_FOLLOW: Readonly<Record<MessageState, readonly ReceiptState[]>> = {
  // The receipt may overtake the row that says who has the message.
  waiting: ['delivered', 'bounced', 'failed'],
  'handed-over': ['delivered', 'bounced', 'failed'],
  // A mail server may take a message in and return it hours later (RFC 3464).
  delivered: ['bounced'],
  bounced: [],
  failed: ['delivered'],
  expired: [],
};

/** The state after a receipt; null when it tells nothing new: a repeat, or one that came late. */
export function stateAfterReceipt(state: MessageState, receipt: ReceiptState): MessageState | null {
  return MAY_FOLLOW[state].includes(receipt) ? receipt : null;
}
