import type { PendingKind } from '../cases/index.ts';
import type { MessageTemplate } from '../messages/index.ts';
import type { HoldReason } from './hold-reasons.ts';
import type { IdentifierKind, ReleaseReason } from './identifier.ts';
import type { NotifiedContact } from './notified-contacts.ts';

/** One thing a plan writes. Steps are carried out in their order. */
export type PlanStep =
  | {
      readonly do: 'add-identifier';
      readonly accountId: string;
      readonly kind: IdentifierKind;
      readonly use: 'login';
      readonly state: 'pending' | 'verified';
      readonly normalised: string;
    }
  | { readonly do: 'verify-identifier'; readonly accountId: string; readonly identifierId: string }
  | {
      readonly do: 'release-identifier';
      readonly accountId: string;
      readonly identifierId: string;
      readonly reason: ReleaseReason;
      readonly takenByAccountId: string | null;
    }
  /**
   * Writes the one claim row of the value, for the identifier just added. An expired row is taken over; a living
   * one of another account that came in between is the refusal `email-claimed`.
   */
  | {
      readonly do: 'claim';
      readonly accountId: string;
      readonly kind: PendingKind;
      readonly normalised: string;
      readonly expiresAt: string;
    }
  | {
      readonly do: 'drop-claim';
      readonly accountId: string;
      readonly kind: PendingKind;
      readonly normalised: string;
    }
  /** Ends the change that was waiting on this pending identifier; `reversed` takes back one that was in effect. */
  | {
      readonly do: 'settle-change';
      readonly accountId: string;
      readonly identifierId: string;
      readonly state: 'effective' | 'cancelled' | 'expired' | 'reversed';
    }
  /** Lets a confirmed change wait: its claim lives until `expiresAt`, past its effect. */
  | {
      readonly do: 'hold-change';
      readonly accountId: string;
      readonly identifierId: string;
      readonly kind: PendingKind;
      readonly normalised: string;
      readonly until: string;
      readonly expiresAt: string;
      readonly reasons: readonly HoldReason[];
    }
  /** Gives an account a login back that left it, as old as it was. */
  | {
      readonly do: 'restore-identifier';
      readonly accountId: string;
      readonly identifierId: string;
      readonly kind: PendingKind;
      readonly normalised: string;
    }
  /** Ends the password and every session: whoever set them may not be the holder. */
  | { readonly do: 'end-access'; readonly accountId: string }
  /** Sends the new e-mail or phone what its holder confirms with. */
  | {
      readonly do: 'ask-confirmation';
      readonly accountId: string;
      readonly kind: PendingKind;
      readonly normalised: string;
    }
  | {
      readonly do: 'tell';
      readonly accountId: string;
      readonly template: Extract<
        MessageTemplate,
        | 'email-change-requested'
        | 'email-change-effective'
        | 'phone-change-requested'
        | 'phone-change-effective'
        | 'phone-moved-away'
        | 'change-held'
        | 'change-cancelled'
        | 'change-reversed'
      >;
      readonly contacts: readonly NotifiedContact[];
      /** When a held change takes effect. */
      readonly heldUntil?: string;
    };

/**
 * A change, computed before anything is written: plain JSON, so that its canonical form (RFC 8785) can be hashed.
 * Void when the security version of an account it names has moved.
 */
export type Plan = {
  readonly kind:
    | 'email-reassignment'
    | 'email-reassignment-effect'
    | 'email-reassignment-cancellation'
    | 'phone-link'
    | 'phone-link-effect'
    | 'phone-link-cancellation'
    | 'change-hold'
    | 'change-cancellation'
    | 'change-reversal';
  readonly accountId: string;
  readonly securityVersions: Readonly<Record<string, number>>;
  readonly steps: readonly PlanStep[];
};
