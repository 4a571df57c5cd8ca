import type { AccountCard, IdentifierView } from '@relink/contract';
import {
  type AccountFacts,
  isTenured,
  marksOf,
  maskIdentifier,
  maskName,
  type Policy,
  type SearchKind,
} from '@relink/domain';
import type { AccountRecord, IdentifierRecord } from './account-record.ts';

export type CardContext = {
  readonly now: Date;
  readonly policy: Policy;
  /** The accounts it is shown with: a likely duplicate is one only beside what it doubles. */
  readonly others: readonly AccountFacts[];
  readonly foundBy?: readonly SearchKind[];
  /** The tombstones that a search found, which lead to it. */
  readonly leadsFrom?: readonly string[];
  /** Shows in clear what signs in or reaches the customer now: only for a page opened from a case. What was released may be somebody else's by now. */
  readonly inClear?: boolean;
};

/** What the desk shows of an account: masked, with counts and years only. */
export function accountCard(account: AccountRecord, context: CardContext): AccountCard {
  const { now, policy, foundBy = [], leadsFrom = [], inClear = false } = context;
  const { marks, duplicateReasons } = marksOf(account, context);
  return {
    id: account.id,
    realm: account.realm,
    status: account.status,
    maskedName: account.erased ? '•••' : maskName(`${account.firstName} ${account.lastName}`),
    language: account.language,
    identifiers: account.erased
      ? []
      : account.identifiers.map((identifier) =>
          identifierView(identifier, now, policy, inClear && identifier.state !== 'released'),
        ),
    orderCount: account.orderCount,
    firstOrderYear: account.firstOrderAt?.getUTCFullYear() ?? null,
    lastOrderYear: account.lastOrderAt?.getUTCFullYear() ?? null,
    beganYear: account.createdAt === null ? null : new Date(account.createdAt).getUTCFullYear(),
    marks: account.erased ? [...marks, 'erased'] : [...marks],
    duplicateReasons: [...duplicateReasons],
    lockedUntil: account.lockedUntil,
    foundBy: [...foundBy],
    mergedInto: account.mergedInto,
    leadsFrom: [...leadsFrom],
    holds: [...account.openHolds],
  };
}

function identifierView(
  identifier: IdentifierRecord,
  now: Date,
  policy: Policy,
  inClear: boolean,
): IdentifierView {
  const { id, kind, use, state, value, normalised, reachable, linkedSince, releasedAt, releaseReason } =
    identifier;
  return {
    id,
    kind,
    use,
    state,
    display: inClear ? value : maskIdentifier(kind, normalised),
    masked: !inClear,
    tenured: isTenured(identifier, now, policy),
    undeliverable: identifier.undeliverableAt !== null,
    reachable,
    linkedSince,
    releasedAt,
    releaseReason,
  };
}
