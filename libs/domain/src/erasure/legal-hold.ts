import type { AccountStatus } from '../accounts/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';

/** What the rules need to know to place or lift a hold. */
export type LegalHoldFacts = {
  readonly status: AccountStatus;
  readonly erased: boolean;
  /** Whether the desk itself holds the account already. */
  readonly held: boolean;
};

/**
 * Why no legal hold may be placed on an account; null when it may. One is placed on the account that stands for the
 * person. Refusals: `account-erased`, `account-merged-away`, `legal-hold-placed`.
 */
export function mayNotPlaceHold({ status, erased, held }: LegalHoldFacts): Refusal | null {
  if (erased) return refuse('account-erased');
  if (status === 'merged') return refuse('account-merged-away');
  return held ? refuse('legal-hold-placed') : null;
}

/** Why there is no hold to lift; null when there is one. Refusal: `legal-hold-not-placed`. */
export function mayNotLiftHold({ held }: LegalHoldFacts): Refusal | null {
  return held ? null : refuse('legal-hold-not-placed');
}
