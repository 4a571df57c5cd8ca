import { randomInt, randomUUID } from 'node:crypto';
import {
  DEFAULT_REALM,
  type IdentifierKind,
  type IdentifierState,
  type IdentifierUse,
  normaliseEmail,
  normalisePhone,
  normaliseUsername,
  type ReleaseReason,
} from '@relink/domain';
import { type Database, daysAgo, insert } from './database.ts';

export type IdentifierGiven = {
  readonly accountId: string;
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly realm?: string;
  readonly use?: IdentifierUse;
  readonly state?: IdentifierState;
  /** False stores the value as written, as the import does with a phone that cannot be valid. */
  readonly reachable?: boolean;
  /** Null, the default: since before the first import. */
  readonly linkedSince?: string | null;
  readonly releasedAt?: string;
  readonly releaseReason?: ReleaseReason;
  readonly takenByAccountId?: string;
  readonly undeliverableAt?: string;
};

export type BuiltIdentifier = { readonly id: string; readonly value: string; readonly normalised: string };

/** Another valid Indian mobile number at each call. */
export const aPhoneNumber = (): string => {
  lastPhone = lastPhone === 99_999_999 ? 10_000_000 : lastPhone + 1;
  return `+9198${lastPhone}`;
};
// From a number of chance on, one after another: among thousands of callers two would draw the same one.
let lastPhone = randomInt(10_000_000, 99_999_999);

/** An e-mail address that nobody else has. */
export const anEmailAddress = (name = 'caller'): string =>
  `${name}.${randomUUID().replaceAll('-', '').slice(0, 12)}@mail.example`;

/** Puts an identifier on an account: a verified, tenured login unless told otherwise. */
export async function anIdentifier(db: Database, given: IdentifierGiven): Promise<BuiltIdentifier> {
  const { kind, value, use = 'login', state = 'verified', reachable = true } = given;
  const { normalised, alias } = reachable
    ? normalisedOf(kind, value)
    : { normalised: value.toLowerCase(), alias: null };
  const id = randomUUID();
  const released = state === 'released';
  await insert(db, 'identifier', {
    id,
    account_id: given.accountId,
    realm: given.realm ?? DEFAULT_REALM,
    kind,
    use,
    state,
    value,
    normalised,
    alias,
    reachable,
    linked_since: given.linkedSince ?? null,
    released_at: released ? (given.releasedAt ?? daysAgo(3)) : null,
    release_reason: released ? (given.releaseReason ?? 'taken') : null,
    taken_by_account_id: given.takenByAccountId ?? null,
    undeliverable_at: given.undeliverableAt ?? null,
    origin: 'import',
  });
  return { id, value, normalised };
}

function normalisedOf(kind: IdentifierKind, value: string): { normalised: string; alias: string | null } {
  if (kind === 'email') {
    const email = normaliseEmail(value);
    if (email.ok) return email;
  } else if (kind === 'phone') {
    const phone = normalisePhone(value);
    if (phone.ok) return { normalised: phone.e164, alias: null };
  } else {
    const username = normaliseUsername(value);
    if (username.ok) return { normalised: username.normalised, alias: null };
  }
  throw new Error(`Not a ${kind} that can be reached; say reachable: false.`);
}
