import { searchName } from '../accounts/index.ts';
import {
  type IdentifierKind,
  normaliseEmail,
  normalisePhone,
  normaliseUsername,
} from '../identifiers/index.ts';
import type { Columns } from './columns.ts';
import type { CustomerField } from './fields.ts';
import { likelyLanguage } from './language.ts';
import { readCountry } from './read-country.ts';
import { type ImportedDetails, readDetails, saysDetails } from './map-details.ts';
import type { RowIssue } from './row-issue.ts';
import { RowReader } from './row-reader.ts';

/** An e-mail or phone as the file has it. A `contact` that is not `reachable` is kept as written. */
export type ImportedIdentifier = {
  readonly kind: Extract<IdentifierKind, 'email' | 'phone' | 'username'>;
  readonly use: 'login' | 'contact';
  readonly value: string;
  readonly normalised: string;
  readonly alias: string | null;
  readonly reachable: boolean;
};

export type ImportedAddress = {
  readonly name: string;
  readonly company: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly province: string;
  readonly postcode: string;
  readonly country: string;
  readonly phone: string;
};

/** One customer, normalised. The order of the fields is part of the fingerprint: see MAPPING_VERSION. */
export type ImportedCustomer = {
  /** The shop's id; empty where the file has none, and the customer is known by e-mail, else phone. */
  readonly externalId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly searchName: string;
  readonly language: string;
  /** ISO 3166 alpha-2, or null. */
  readonly country: string | null;
  readonly note: string;
  readonly tags: readonly string[];
  readonly identifiers: readonly ImportedIdentifier[];
  readonly address: ImportedAddress | null;
  /** Where the file has columns for it. */
  readonly details?: ImportedDetails;
};

export type Mapped<T> = { readonly row: T | null; readonly issues: readonly RowIssue[] };

/** What an identifier's column holds, in characters. */
const LONGEST = 320;
const COUNTRY = /^[A-Z]{2}$/;

/** Reads one row of customers. `row` is null when it is refused. */
export function mapCustomer(
  columns: Columns<CustomerField>,
  cells: readonly string[],
  line: number,
): Mapped<ImportedCustomer> {
  const read = new RowReader(columns, cells, line);
  const refuse = () => ({ row: null, issues: read.issues });
  const externalId = read.id('id');
  if (externalId === null) return refuse();
  const { firstName, lastName } = nameOf(read);
  const country = readCountry(read.text('country'));
  const hint = COUNTRY.test(country) ? country : null;
  const row: ImportedCustomer = {
    externalId,
    firstName,
    lastName,
    searchName: searchName(firstName, lastName),
    language: likelyLanguage(`${firstName} ${lastName}`, hint),
    country: hint,
    note: read.prose('note'),
    tags: tagsOf(read.text('tags')),
    identifiers: identifiersOf(read, hint ?? columns.reading.country),
    address: addressOf(read, `${firstName} ${lastName}`.trim(), country),
    ...(saysDetails(columns) && { details: readDetails(read, columns) }),
  };
  if (customerKey(row) !== null) return { row, issues: read.issues };
  read.note('email', 'key-missing');
  return refuse();
}

/**
 * What a customer is known by in a file: the shop's id, else the e-mail, else the phone that they sign in with.
 * Null when there is none of them.
 */
export function customerKey({ externalId, identifiers }: ImportedCustomer): string | null {
  if (externalId !== '') return externalId;
  const known = keyIdentifier(identifiers);
  return known === undefined ? null : `${known.kind}:${known.normalised}`;
}

/** The identifier that a row without an id is known by. */
export function keyIdentifier(identifiers: readonly ImportedIdentifier[]): ImportedIdentifier | undefined {
  const login = (of: IdentifierKind) => identifiers.find(({ kind, use }) => kind === of && use === 'login');
  return login('email') ?? login('phone');
}

function nameOf(read: RowReader<CustomerField>): { firstName: string; lastName: string } {
  const firstName = read.text('firstName');
  const lastName = read.text('lastName');
  if (firstName !== '' || lastName !== '') return { firstName, lastName };
  const whole = read.text('fullName');
  const last = whole.lastIndexOf(' ');
  return last < 0
    ? { firstName: whole, lastName: '' }
    : { firstName: whole.slice(0, last).trimEnd(), lastName: whole.slice(last + 1) };
}

/** E-mail, phone and username are logins; the address's phone is a contact, unless it is the login. */
function identifiersOf(read: RowReader<CustomerField>, country: string | null): ImportedIdentifier[] {
  const found = [
    emailIn(read),
    phoneIn(read, 'phone', 'login', country),
    phoneIn(read, 'addressPhone', 'contact', country),
    usernameIn(read),
  ].filter((identifier) => identifier !== null);
  const seen = new Set<string>();
  return found.filter(({ kind, normalised }) => {
    const key = `${kind}:${normalised}`;
    return !seen.has(key) && seen.add(key);
  });
}

function emailIn(read: RowReader<CustomerField>): ImportedIdentifier | null {
  // Read raw: an address with a hidden character is another address, not this one tidied up.
  const written = read.raw('email').trim();
  if (written === '') return null;
  const email = normaliseEmail(written);
  if (email.ok) {
    const { value, normalised, alias } = email;
    return { kind: 'email', use: 'login', value, normalised, alias, reachable: true };
  }
  read.note('email', 'email-impossible');
  return asWritten('email', written);
}

function phoneIn(
  read: RowReader<CustomerField>,
  field: 'phone' | 'addressPhone',
  use: 'login' | 'contact',
  country: string | null,
): ImportedIdentifier | null {
  const written = read.guarded(field);
  if (written === '') return null;
  const phone = normalisePhone(written, country);
  if (phone.ok)
    return { kind: 'phone', use, value: phone.e164, normalised: phone.e164, alias: null, reachable: true };
  read.note(field, 'phone-impossible');
  return asWritten('phone', written);
}

function usernameIn(read: RowReader<CustomerField>): ImportedIdentifier | null {
  const written = read.raw('username').trim();
  if (written === '') return null;
  const username = normaliseUsername(written);
  if (!username.ok) {
    read.note('username', 'username-impossible');
    return null;
  }
  const { value, normalised } = username;
  return { kind: 'username', use: 'login', value, normalised, alias: null, reachable: true };
}

function asWritten(kind: 'email' | 'phone', written: string): ImportedIdentifier {
  // Lower case can be longer than what it came from; cut between characters, not inside one.
  const normalised = [...written.toLowerCase()].slice(0, LONGEST).join('');
  return { kind, use: 'contact', value: written, normalised, alias: null, reachable: false };
}

function addressOf(read: RowReader<CustomerField>, name: string, country: string): ImportedAddress | null {
  const place = {
    company: read.text('company'),
    line1: read.text('line1'),
    line2: read.text('line2'),
    city: read.text('city'),
    province: read.text('province'),
    postcode: read.guarded('postcode'),
  };
  if (Object.values(place).every((part) => part === '')) return null;
  return { name, ...place, country, phone: read.guarded('addressPhone') };
}

function tagsOf(written: string): string[] {
  if (written === '') return [];
  const tags = written.split(',').map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}
