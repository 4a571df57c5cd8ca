import type { MessageChannel, MessageState } from './message.ts';

/** Why a carrier or a mail server did not deliver, as far as its code says. */
export const DELIVERY_TROUBLES = [
  'opted-out',
  'filtered',
  'unreachable',
  'unknown-number',
  'no-sms',
  'unknown-mailbox',
  'mailbox-full',
  'refused',
] as const;
export type DeliveryTrouble = (typeof DELIVERY_TROUBLES)[number];

/** What helps. `opt-in`: the customer sends the carrier's word to the shop's number. */
export const DELIVERY_ADVICE = ['wait', 'opt-in', 'another-contact', 'tell-operations'] as const;
export type DeliveryAdvice = (typeof DELIVERY_ADVICE)[number];

/** Source: Twilio's error and warning dictionary. */
const SMS_CODES: Readonly<Record<string, DeliveryTrouble>> = {
  '21610': 'opted-out',
  '21211': 'unknown-number',
  '21408': 'refused',
  '21612': 'refused',
  '21614': 'no-sms',
  '30003': 'unreachable',
  '30004': 'opted-out',
  '30005': 'unknown-number',
  '30006': 'no-sms',
  '30007': 'filtered',
  '30008': 'refused',
  '63038': 'refused',
};

/** Enhanced status codes, without their class. Source: RFC 3463. */
const MAIL_DETAILS: Readonly<Record<string, DeliveryTrouble>> = {
  '1.1': 'unknown-mailbox',
  '1.2': 'unknown-mailbox',
  '1.3': 'unknown-mailbox',
  '1.6': 'unknown-mailbox',
  '1.10': 'unknown-mailbox',
  '2.1': 'unknown-mailbox',
  '2.2': 'mailbox-full',
  '7.1': 'filtered',
};

/** Nothing will ever arrive there: what a later message would meet too. */
const FOR_GOOD: readonly DeliveryTrouble[] = ['unknown-number', 'no-sms', 'unknown-mailbox'];

/** What a code of a carrier (`30007`) or a mail server (`5.1.1`) means; `refused` for one that is not known, null without one. */
export function troubleOf(channel: MessageChannel, code: string | null): DeliveryTrouble | null {
  if (code === null) return null;
  if (channel === 'sms') return SMS_CODES[code] ?? 'refused';
  return MAIL_DETAILS[code.split('.').slice(1).join('.')] ?? 'refused';
}

/** Whether the contact itself is at fault, so that it counts as undeliverable from now on. */
export function isUndeliverable(channel: MessageChannel, state: MessageState, code: string | null): boolean {
  if (state !== 'bounced' && state !== 'failed') return false;
  // A persistent transient failure (4.x.x) may pass: RFC 3463, section 3.1.
  if (channel === 'email' && code?.startsWith('4') === true) return false;
  const trouble = troubleOf(channel, code);
  return trouble !== null && FOR_GOOD.includes(trouble);
}

/** What the agent can do about a message that has not arrived; null when there is nothing to do. */
export function deliveryAdvice(
  channel: MessageChannel,
  state: MessageState,
  code: string | null,
): DeliveryAdvice | null {
  if (state === 'delivered') return null;
  if (state === 'waiting' || state === 'handed-over') return 'wait';
  const trouble = troubleOf(channel, code);
  if (trouble === 'opted-out') return 'opt-in';
  // Without a carrier's code it was the desk that could not hand it over.
  return state === 'failed' && trouble === null ? 'tell-operations' : 'another-contact';
}
