import { normalisePhone } from '../identifiers/index.ts';
import type { MatchAddress, MatchIdentifier, MatchSource } from './match-source.ts';
import { type NameWord, readName } from './read-name.ts';
import { type MatchPlace, readPlace } from './read-place.ts';

/** Where a phone was found. */
export type MatchPhone = {
  /** E.164, or as written where no network can have given it out. */
  readonly number: string;
  readonly from: 'login' | 'contact' | 'address';
};

export type MatchEmail = {
  /** Without plus-tag and, where the host ignores them, dots. */
  readonly alias: string;
  /** The local part's letters and digits, without a plus-tag. */
  readonly local: string;
  readonly domain: string;
};

/**
 * An account as the search for duplicates compares it: everything brought to one form once. Plain JSON, so that it can
 * be kept and scored without the account. It holds personal values, as the account does.
 */
export type MatchRecord = {
  readonly id: string;
  readonly given: readonly NameWord[];
  readonly family: readonly NameWord[];
  /** The name as written, where it is written in another script than Latin; else empty. */
  readonly written: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string | null;
  readonly emails: readonly MatchEmail[];
  readonly phones: readonly MatchPhone[];
  /** The account's own first, then those its orders were shipped to. */
  readonly places: readonly MatchPlace[];
  readonly orderCount: number;
  readonly beganAt: string | null;
  /** Whether it has a verified e-mail to sign in with. */
  readonly hasEmailLogin: boolean;
  /** Accounts that took one of its identifiers. */
  readonly takenBy: readonly string[];
};

/** More of them say nothing more of who somebody is, and each is compared with each. */
const MOST = { emails: 6, phones: 6, places: 5 } as const;

/** Brings an account to the form that is compared. */
export function matchRecordOf(source: MatchSource): MatchRecord {
  const { identifiers, addresses, shipped } = source;
  const [given, family] = [readName(source.firstName), readName(source.lastName)];
  return {
    id: source.id,
    given,
    family,
    written: [...given, ...family].some(({ writing }) => writing !== 'latin')
      ? `${source.firstName}${source.lastName}`.normalize('NFKC').toLowerCase()
      : '',
    birthDate: source.birthDate,
    emails: unique(identifiers.flatMap(emailOf), ({ alias }) => alias).slice(0, MOST.emails),
    phones: phonesOf(source),
    places: placesOf(addresses, shipped),
    orderCount: source.orderCount,
    beganAt: source.beganAt,
    hasEmailLogin: identifiers.some(
      ({ kind, use, state }) => kind === 'email' && use === 'login' && state === 'verified',
    ),
    takenBy: [...new Set(identifiers.flatMap(({ takenByAccountId }) => takenByAccountId ?? []))].sort(),
  };
}

function emailOf({ kind, normalised, alias }: MatchIdentifier): MatchEmail[] {
  if (kind !== 'email') return [];
  const form = alias ?? normalised;
  const at = form.lastIndexOf('@');
  return [{ alias: form, local: lettersAndDigits(form.slice(0, at)), domain: form.slice(at + 1) }];
}

function phonesOf({ identifiers, addresses, shipped, country }: MatchSource): MatchPhone[] {
  const own = identifiers
    .filter(({ kind, reachable }) => kind === 'phone' && reachable)
    .map(({ normalised, use }) => ({
      number: normalised,
      from: use === 'contact' ? ('contact' as const) : ('login' as const),
    }));
  const inAddresses = [...addresses, ...shipped].flatMap((address) => {
    const phone = normalisePhone(address.phone, address.country === '' ? country : address.country);
    return phone.ok ? [{ number: phone.e164, from: 'address' as const }] : [];
  });
  const rank = { login: 0, contact: 1, address: 2 };
  const all = [...own, ...inAddresses].sort((a, b) => rank[a.from] - rank[b.from]);
  return unique(all, ({ number }) => number).slice(0, MOST.phones);
}

function placesOf(addresses: readonly MatchAddress[], shipped: readonly MatchAddress[]): MatchPlace[] {
  const places = [
    ...addresses.map((address) => readPlace(address, false)),
    ...shipped.map((address) => readPlace(address, true)),
  ].filter((place) => place !== null);
  const key = ({ shipped: _, ...place }: MatchPlace) => JSON.stringify(place);
  return unique(places, key).slice(0, MOST.places);
}

/** The first of each key. */
function unique<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const seen = new Set<string>();
  return all.filter((one) => {
    const key = keyOf(one);
    return !seen.has(key) && seen.add(key);
  });
}

function lettersAndDigits(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
