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
  /** The local part's letters and digits, without a plus-tag; empty for an office's (info, sales). */
  readonly local: string;
  /** It is made of the holder's name and hardly a digit, or a year: others of that name have the like. */
  readonly nameLike: boolean;
};

/**
 * An account as the search for duplicates compares it: everything brought to one form once. Plain JSON, so that it can
 * be kept and scored without the account. It holds personal values, as the account does.
 */
export type MatchRecord = {
  readonly id: string;
  readonly given: readonly NameWord[];
  readonly family: readonly NameWord[];
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
  const { given, family } = readNames(source);
  return {
    id: source.id,
    given,
    family,
    birthDate: realBirthDate(source.birthDate),
    emails: unique(
      identifiers.flatMap((identifier) => emailOf(identifier, [...given, ...family])),
      ({ alias }) => alias,
    ).slice(0, MOST.emails),
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

/** A name that stands whole in one of the two fields is parted: the family name is its last word. */
function readNames({ firstName, lastName }: MatchSource): Pick<MatchRecord, 'given' | 'family'> {
  const [given, family] = [readName(firstName), readName(lastName)];
  const [whole, other] = given.length === 0 ? [family, given] : [given, family];
  if (other.length > 0 || whole.length < 2) return { given, family };
  return { given: whole.slice(0, -1), family: whole.slice(-1) };
}

/** What systems write that were not told: nobody's birthday. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['0001-01-01', '1900-01-01', '1970-01-01']);

function realBirthDate(date: string | null): string | null {
  return date === null || PLACEHOLDERS.has(date) ? null : date;
}

/** Mailboxes of an office: that two have one says nothing. */
const OFFICES: ReadonlySet<string> = new Set(
  'info contact kontakt office sales shop store orders order support hello admin mail service team accounts'.split(
    ' ',
  ),
);

/** Many of one name were born in one year. */
const A_YEAR = /^(?:19|20)\d\d$/;

function emailOf({ kind, normalised, alias }: MatchIdentifier, names: readonly NameWord[]): MatchEmail[] {
  if (kind !== 'email') return [];
  const form = alias ?? normalised;
  const at = form.lastIndexOf('@');
  const local = lettersAndDigits(form.slice(0, at));
  const isNamed = names.some(({ form: name }) => name.length > 1 && local.includes(name));
  const digits = local.replace(/[^\p{N}]/gu, '');
  const saysMore = digits.length >= 3 && !A_YEAR.test(digits);
  return [{ alias: form, local: OFFICES.has(local) ? '' : local, nameLike: isNamed && !saysMore }];
}

function phonesOf({ identifiers, addresses, shipped, country }: MatchSource): MatchPhone[] {
  const own = identifiers
    .filter(({ kind, reachable }) => kind === 'phone' && reachable)
    .map(({ normalised, use }) => ({
      number: normalised,
      from: use === 'contact' ? ('contact' as const) : ('login' as const),
    }));
  const inAddresses = [...addresses, ...shipped].flatMap((address) => {
    if (own.some(({ number }) => isWrittenSo(number, address.phone))) return [];
    const phone = normalisePhone(address.phone, address.country === '' ? country : address.country);
    return phone.ok ? [{ number: phone.e164, from: 'address' as const }] : [];
  });
  const rank = { login: 0, contact: 1, address: 2 };
  const all = [...own, ...inAddresses].sort((a, b) => rank[a.from] - rank[b.from]);
  return unique(all, ({ number }) => number).slice(0, MOST.phones);
}

/** The digits of a national number and some more: none of another number. */
const LEAST_DIGITS = 7;

/** Whether a phone is this number in full or without its country: most are, and reading one takes long. */
function isWrittenSo(number: string, written: string): boolean {
  const digits = written.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length >= LEAST_DIGITS && (number.endsWith(digits) || digits === number.slice(1));
}

function placesOf(addresses: readonly MatchAddress[], shipped: readonly MatchAddress[]): MatchPlace[] {
  const written = ({ line1, line2, city, province, postcode }: MatchAddress) =>
    [line1, line2, city, province, postcode].join('\n');
  const own = new Set(addresses.map(written));
  const others = unique(shipped, written).filter((address) => !own.has(written(address)));
  const places = [
    ...addresses.map((address) => readPlace(address, false)),
    ...others.map((address) => readPlace(address, true)),
  ].filter((place) => place !== null);
  const key = ({ shipped: _, ...place }: MatchPlace) => JSON.stringify(place);
  return unique(places, key).slice(0, MOST.places);
}

/** The first of each key. */
function unique<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  if (all.length < 2) return [...all];
  const seen = new Set<string>();
  return all.filter((one) => {
    const key = keyOf(one);
    return !seen.has(key) && seen.add(key);
  });
}

const ALL_PLAIN = /^[a-z0-9]*$/;

function lettersAndDigits(text: string): string {
  const lower = text.toLowerCase();
  return ALL_PLAIN.test(lower) ? lower : lower.replace(/[^\p{L}\p{N}]/gu, '');
}
