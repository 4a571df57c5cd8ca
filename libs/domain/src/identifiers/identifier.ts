export const IDENTIFIER_KINDS = ['email', 'phone', 'username', 'federated'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** `contact` is shown, searched and notified, but is never evidence and never a way in. */
export const IDENTIFIER_USES = ['login', 'recovery', 'contact'] as const;
export type IdentifierUse = (typeof IDENTIFIER_USES)[number];

export const IDENTIFIER_STATES = ['pending', 'verified', 'released'] as const;
export type IdentifierState = (typeof IDENTIFIER_STATES)[number];

/** Why an identifier left its account. `taken` names the account that took it. */
export const RELEASE_REASONS = [
  'taken',
  'moved-to-claimed-account',
  'replaced',
  'not-confirmed',
  'cancelled',
  'removed-by-shop',
  'reversed',
  'merged',
  'erased',
] as const;
export type ReleaseReason = (typeof RELEASE_REASONS)[number];

/**
 * What the rules need to know of one identifier.
 * `linkedSince` null means before the first import: tenured. Instants are ISO 8601 in UTC.
 */
export type IdentifierFacts = {
  readonly id: string;
  readonly accountId: string;
  readonly kind: IdentifierKind;
  readonly use: IdentifierUse;
  readonly state: IdentifierState;
  readonly normalised: string;
  readonly linkedSince: string | null;
  readonly releasedAt: string | null;
  readonly releaseReason: ReleaseReason | null;
  readonly takenByAccountId: string | null;
  readonly undeliverableAt: string | null;
  /** False for a phone kept as written that cannot be valid: it can receive nothing. */
  readonly reachable: boolean;
};
