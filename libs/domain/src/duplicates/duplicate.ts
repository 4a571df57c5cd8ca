/** Why two accounts may be of one person, one line each; the console words them. */
export const DUPLICATE_SIGNALS = [
  'same-email-mailbox',
  'similar-email',
  'same-phone-login',
  'same-phone',
  'phone-in-address',
  'same-name',
  'similar-name',
  'swapped-names',
  'initials',
  'same-given-name',
  'same-family-name',
  'same-birth-date',
  'similar-birth-date',
  'same-address',
  'similar-address',
  'same-postcode',
  'shipped-to-same-address',
  'empty-account',
  'began-after-reset',
  'identifier-was-theirs',
] as const;
export type DuplicateSignal = (typeof DUPLICATE_SIGNALS)[number];

/** What speaks against it; a household shares an address and a phone. */
export const DUPLICATE_COUNTERSIGNALS = [
  'different-given-name',
  'different-family-name',
  'different-birth-date',
  'different-address',
  'common-name',
] as const;
export type DuplicateCountersignal = (typeof DUPLICATE_COUNTERSIGNALS)[number];

/**
 * One line of the reasoning, with its weight in bits (base-2 logarithm of the likelihood ratio; negative speaks
 * against): of a signal against two strangers, of a countersignal against strangers or a household, the worse.
 */
export type DuplicateReasonLine = {
  readonly signal: DuplicateSignal | DuplicateCountersignal;
  readonly weight: number;
};

/** What the model says of two accounts. Source: Fellegi and Sunter, A Theory for Record Linkage (1969). */
export type DuplicateScore = {
  /**
   * In bits: the sum of all weights and the prior, reckoned against two strangers and against two people of one
   * household; the smaller sum.
   */
  readonly weight: number;
  /** 0 to 1: how likely it is that both are one person's. */
  readonly probability: number;
  /** The strongest first. */
  readonly reasons: readonly DuplicateReasonLine[];
};

/** `open` until somebody says otherwise; `dismissed` is "not a duplicate", until either account changes; `merged`. */
export const DUPLICATE_STATES = ['open', 'dismissed', 'merged'] as const;
export type DuplicateState = (typeof DUPLICATE_STATES)[number];
