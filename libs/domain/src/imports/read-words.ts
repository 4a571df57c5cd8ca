import { CONTACT_PREFERENCES, type ContactPreference, type SubscriptionState } from '../merges/index.ts';

const YES: ReadonlySet<string> = new Set(['yes', 'y', 'true', '1', 'x', 'on', 'open', 'subscribed']);
const NO: ReadonlySet<string> = new Set(['', 'no', 'n', 'false', '0', '-', 'off', 'none', 'unsubscribed']);

const PREFERENCES: Readonly<Record<string, ContactPreference>> = {
  ...Object.fromEntries(CONTACT_PREFERENCES.map((word) => [word, word])),
  'e-mail': 'email',
  text: 'sms',
  'text message': 'sms',
  call: 'phone',
  telephone: 'phone',
  letter: 'post',
  all: 'any',
};

/** WooCommerce Subscriptions' words among them: one that ends later runs until then. */
const STATES: Readonly<Record<string, SubscriptionState>> = {
  active: 'active',
  trial: 'active',
  'pending-cancel': 'active',
  paused: 'paused',
  pending: 'paused',
  'on-hold': 'paused',
  'on hold': 'paused',
  suspended: 'paused',
  cancelled: 'cancelled',
  canceled: 'cancelled',
  expired: 'cancelled',
  ended: 'cancelled',
};

/** Reads yes or no; nothing is no. Undefined when it is neither. */
export function readYesNo(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}

/** Reads how a customer wishes to be reached; undefined when it is no such word. */
export function readContactPreference(text: string): ContactPreference | undefined {
  return ofWord(PREFERENCES, text);
}

/** Reads the state of a subscription; undefined when it is no such word. */
export function readSubscriptionState(text: string): SubscriptionState | undefined {
  return ofWord(STATES, text.replace(/^wc-/i, ''));
}

function ofWord<T>(words: Readonly<Record<string, T>>, text: string): T | undefined {
  const word = text.toLowerCase();
  return Object.hasOwn(words, word) ? words[word] : undefined;
}
