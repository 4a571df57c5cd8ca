import { searchName } from '../accounts/index.ts';
import { type IdentifierKind, normaliseEmail, normalisePhone } from '../identifiers/index.ts';
import type { Columns, CustomerColumn } from './columns.ts';
import { languageOfName } from './language.ts';
import type { RowIssue } from './row-issue.ts';
import { RowReader } from './row-reader.ts';

/** An e-mail or phone as the file has it. A `contact` that is not `reachable` is kept as written. */
export type ImportedIdentifier = {
  readonly kind: Extract<IdentifierKind, 'email' | 'phone'>;
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
};

export type Mapped<T> = { readonly row: T | null; readonly issues: readonly RowIssue[] };

/** What an identifier's column holds, in characters. */
const LONGEST = 320;
const COUNTRY = /^[A-Z]{2}$/;

/** Reads one row of Shopify's customer export. `row` is null when it is refused. */
export function mapCustomer(
  columns: Columns<CustomerColumn>,
  cells: readonly string[],
  line: number,
): Mapped<ImportedCustomer> {
  const read = new RowReader(columns, cells, line);
  const externalId = read.id('Customer ID');
  if (externalId === null) return { row: null, issues: read.issues };
  const firstName = read.text('First Name');
  const lastName = read.text('Last Name');
  const country = read.text('Default Address Country Code').toUpperCase();
  const hint = COUNTRY.test(country) ? country : null;
  const row: ImportedCustomer = {
    externalId,
    firstName,
    lastName,
    searchName: searchName(firstName, lastName),
    language: languageOfName(`${firstName} ${lastName}`),
    country: hint,
    note: read.prose('Note'),
    tags: tagsOf(read.text('Tags')),
    identifiers: identifiersOf(read, hint),
    address: addressOf(read, `${firstName} ${lastName}`.trim(), country),
  };
  return { row, issues: read.issues };
}

/** The Email and Phone columns are logins; the default address's phone is a contact, unless it is the login. */
function identifiersOf(read: RowReader<CustomerColumn>, country: string | null): ImportedIdentifier[] {
  const found = [
    emailIn(read),
    phoneIn(read, 'Phone', 'login', country),
    phoneIn(read, 'Default Address Phone', 'contact', country),
  ].filter((identifier) => identifier !== null);
  const seen = new Set<string>();
  return found.filter(({ kind, normalised }) => {
    const key = `${kind}:${normalised}`;
    return !seen.has(key) && seen.add(key);
  });
}

function emailIn(read: RowReader<CustomerColumn>): ImportedIdentifier | null {
  // Read raw: an address with a hidden character is another address, not this one tidied up.
  const written = read.raw('Email').trim();
  if (written === '') return null;
  const email = normaliseEmail(written);
  if (email.ok) {
    const { value, normalised, alias } = email;
    return { kind: 'email', use: 'login', value, normalised, alias, reachable: true };
  }
  read.note('Email', 'email-impossible');
  return asWritten('email', written);
}

function phoneIn(
  read: RowReader<CustomerColumn>,
  column: 'Phone' | 'Default Address Phone',
  use: 'login' | 'contact',
  country: string | null,
): ImportedIdentifier | null {
  const written = read.guarded(column);
  if (written === '') return null;
  const phone = normalisePhone(written, country);
  if (phone.ok)
    return { kind: 'phone', use, value: phone.e164, normalised: phone.e164, alias: null, reachable: true };
  read.note(column, 'phone-impossible');
  return asWritten('phone', written);
}

function asWritten(kind: 'email' | 'phone', written: string): ImportedIdentifier {
  // Lower case can be longer than what it came from; cut between characters, not inside one.
  const normalised = [...written.toLowerCase()].slice(0, LONGEST).join('');
  return { kind, use: 'contact', value: written, normalised, alias: null, reachable: false };
}

function addressOf(read: RowReader<CustomerColumn>, name: string, country: string): ImportedAddress | null {
  const place = {
    company: read.text('Default Address Company'),
    line1: read.text('Default Address Address1'),
    line2: read.text('Default Address Address2'),
    city: read.text('Default Address City'),
    province: read.text('Default Address Province Code'),
    postcode: read.guarded('Default Address Zip'),
  };
  if (Object.values(place).every((part) => part === '')) return null;
  return { name, ...place, country, phone: read.guarded('Default Address Phone') };
}

function tagsOf(written: string): string[] {
  if (written === '') return [];
  const tags = written.split(',').map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}
