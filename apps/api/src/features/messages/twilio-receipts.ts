import { createHmac, timingSafeEqual } from 'node:crypto';
import type { TwilioReceipt } from '@relink/contract';
import type { Receipt } from './take-receipt.ts';

/** Where Twilio reports to; the message's id follows as a query, which its signature covers. */
export const TWILIO_RECEIPTS = '/api/receipts/twilio';
export const TWILIO_SIGNATURE_HEADER = 'x-twilio-signature';

/** Statuses that say something: `queued`, `sending` and `sent` do not. Source: Twilio's message resource. */
const STATES: Readonly<Record<string, Receipt['state']>> = {
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'bounced',
  failed: 'bounced',
};

/** Whether Twilio signed this form for this address. Source: Twilio's "Validating Signatures". */
export function isSignedByTwilio(url: string, form: string, header: unknown, authToken: string): boolean {
  const fields = [...new URLSearchParams(form)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const signed = url + fields.map(([name, value]) => name + value).join('');
  const expected = createHmac('sha1', authToken).update(signed).digest();
  const given = Buffer.from(typeof header === 'string' ? header : '', 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** What a status callback tells; null for a status on the way. */
export function receiptOfTwilio(id: string, { MessageStatus, ErrorCode }: TwilioReceipt): Receipt | null {
  const state = Object.hasOwn(STATES, MessageStatus) ? STATES[MessageStatus] : undefined;
  if (state === undefined) return null;
  return { id, state, code: ErrorCode !== undefined && /^\d{1,6}$/.test(ErrorCode) ? ErrorCode : null };
}
