import type { AccountStatus, Origin } from '../accounts/index.ts';
import type { IdentifierKind, IdentifierState, IdentifierUse, ReleaseReason } from '../identifiers/index.ts';
import type { HoldKind } from '../merges/index.ts';
import type { ImportedCustomer, ImportedIdentifier } from './map-customer.ts';
import type { ImportedDetails } from './map-details.ts';
import type { RowIssue } from './row-issue.ts';

/** An e-mail or phone that an account has in Relink now, or had. */
export type KnownIdentifier = {
  readonly id: string;
  readonly kind: IdentifierKind;
  readonly use: IdentifierUse;
  readonly state: IdentifierState;
  readonly value: string;
  readonly normalised: string;
  readonly origin: Origin;
  readonly releaseReason: ReleaseReason | null;
};

/** An account that a row of the batch is about, as it is in Relink. */
export type KnownAccount = {
  readonly id: string;
  readonly status: AccountStatus;
  /** Where a tombstone leads. */
  readonly mergedInto: string | null;
  /** Whether a file with ids brought it. */
  readonly hasId: boolean;
  /** Whether the row says what it said when it was last loaded. */
  readonly sameRow: boolean;
  /** Whether another account was merged into it. */
  readonly isSurvivor: boolean;
  readonly identifiers: readonly KnownIdentifier[];
};

/** The account that signs in with a value now. */
export type HeldLogin = {
  readonly kind: IdentifierKind;
  readonly normalised: string;
  readonly accountId: string;
  readonly identifierId: string;
  readonly origin: Origin;
  readonly active: boolean;
  /** Whether an earlier row of this file, of an earlier batch, was about that account. */
  readonly inThisFile: boolean;
};

export type CustomerToPlan = {
  readonly line: number;
  readonly row: ImportedCustomer;
  /** The account's id: a new one where `account` is null. */
  readonly accountId: string;
  readonly account: KnownAccount | null;
};

export type IdentifierRelease = {
  readonly accountId: string;
  readonly identifierId: string;
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly reason: Extract<ReleaseReason, 'taken' | 'removed-by-shop'>;
  readonly takenByAccountId: string | null;
};

/** A hold that a tombstone's row says open or ended: it is its survivor's, apart from what that one's own row says. */
export type SurvivorHold = {
  readonly accountId: string;
  readonly tombstoneId: string;
  readonly kind: HoldKind;
  readonly open: boolean;
};

/** What to write for one customer. */
export type CustomerPlan = CustomerToPlan & {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'differing';
  /** Whether name, address, note and tags are written. */
  readonly writesAccount: boolean;
  readonly add: readonly ImportedIdentifier[];
  readonly release: readonly IdentifierRelease[];
  /** The same value in another spelling. */
  readonly respell: readonly { readonly identifierId: string; readonly value: string }[];
  /** What is written of its details. */
  readonly details: ImportedDetails;
  readonly survivorHolds: readonly SurvivorHold[];
  readonly issues: readonly RowIssue[];
};
