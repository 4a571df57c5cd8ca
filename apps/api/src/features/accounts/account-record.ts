import {
  type AccountFacts,
  type AccountStatus,
  type HoldKind,
  type IdentifierFacts,
  lastLockEnd,
} from '@relink/domain';
import { openHolds } from './holds.ts';

/** An identifier as stored: the facts, and its value as it was written. */
export type IdentifierRecord = IdentifierFacts & { readonly value: string };

/** An account as loaded: the facts that rules need, and what the desk shows of it. */
export type AccountRecord = Omit<AccountFacts, 'identifiers'> & {
  readonly identifiers: readonly IdentifierRecord[];
  readonly firstName: string;
  readonly lastName: string;
  readonly language: string;
  readonly note: string;
  /** Nothing personal is left of it. */
  readonly erased: boolean;
  /** Where a tombstone leads. */
  readonly mergedInto: string | null;
  /** What keeps it as it is, until the shop lifts it. */
  readonly openHolds: readonly HoldKind[];
  readonly firstOrderAt: Date | null;
  readonly lastOrderAt: Date | null;
};

/** The columns of an {@link AccountRow}, of `account a`. */
export const ACCOUNT_COLUMNS = `a.id, a.realm, a.status, a.security_version::float8 as security_version, a.began_at,
  a.order_count, a.has_balance, a.has_subscription, a.first_name, a.last_name, a.language, a.note,
  a.first_order_at, a.last_order_at, a.merged_into, a.erased_at is not null as erased,
  ${openHolds('a.id')} as open_holds,
  (select json_agg(json_build_array(l.at, l.until, l.shown_hours)) from verification_lock l
     where l.account_id = a.id and l.lifted_at is null) as locks,
  (select json_agg(json_build_array(i.id, i.kind, i.use, i.state, i.value, i.normalised, i.linked_since,
            i.released_at, i.release_reason, i.taken_by_account_id, i.undeliverable_at, i.reachable) order by i.id)
     from identifier i where i.account_id = a.id) as identifiers`;

/** One row of {@link ACCOUNT_COLUMNS}. Identifiers are arrays: half the bytes to send and to parse. */
export type AccountRow = {
  id: string;
  realm: string;
  status: AccountStatus;
  security_version: number;
  began_at: Date | null;
  order_count: number;
  has_balance: boolean;
  has_subscription: boolean;
  first_name: string;
  last_name: string;
  language: string;
  note: string;
  first_order_at: Date | null;
  last_order_at: Date | null;
  merged_into: string | null;
  erased: boolean;
  open_holds: HoldKind[];
  locks: [at: string, until: string, shownHours: number | null][] | null;
  identifiers: IdentifierRow[] | null;
};

type IdentifierRow = [
  id: string,
  kind: IdentifierFacts['kind'],
  use: IdentifierFacts['use'],
  state: IdentifierFacts['state'],
  value: string,
  normalised: string,
  linkedSince: string | null,
  releasedAt: string | null,
  releaseReason: IdentifierFacts['releaseReason'],
  takenByAccountId: string | null,
  undeliverableAt: string | null,
  reachable: boolean,
];

/** Reads a row; `lockedUntil` is null unless a lock still holds at `now`, and what the desk is told of its end. */
export function accountRecord(row: AccountRow, now: Date): AccountRecord {
  return {
    id: row.id,
    realm: row.realm,
    status: row.status,
    securityVersion: row.security_version,
    createdAt: row.began_at?.toISOString() ?? null,
    orderCount: row.order_count,
    hasBalance: row.has_balance,
    hasSubscription: row.has_subscription,
    lockedUntil: lastLockEnd(
      (row.locks ?? []).map(([at, until, shownHours]) => ({ at, until, shownHours })),
      now,
    ),
    identifiers: (row.identifiers ?? []).map((identifier) => identifierRecord(row.id, identifier)),
    firstName: row.first_name,
    lastName: row.last_name,
    language: row.language,
    note: row.note,
    mergedInto: row.merged_into,
    erased: row.erased,
    openHolds: row.open_holds,
    firstOrderAt: row.first_order_at,
    lastOrderAt: row.last_order_at,
  };
}

function identifierRecord(accountId: string, row: IdentifierRow): IdentifierRecord {
  const [id, kind, use, state, value, normalised, linkedSince, releasedAt, releaseReason, takenBy, lost, ok] =
    row;
  return {
    id,
    accountId,
    kind,
    use,
    state,
    value,
    normalised,
    linkedSince: instantOrNull(linkedSince),
    releasedAt: instantOrNull(releasedAt),
    releaseReason,
    takenByAccountId: takenBy,
    undeliverableAt: instantOrNull(lost),
    reachable: ok,
  };
}

/** PostgreSQL writes instants into JSON with its own offset and microseconds; everywhere else they are UTC. */
export function instantIn(json: string): string {
  return new Date(json).toISOString();
}

function instantOrNull(json: string | null): string | null {
  return json === null ? null : instantIn(json);
}
