import { type Header, headerNames, headerOf, plainName } from './columns.ts';
import { type AnyField, FIELDS, RECORD_KINDS, type RecordKind } from './fields.ts';
import { LAYOUTS } from './layouts.ts';
import {
  DATE_FORMATS,
  type DateFormat,
  DECIMAL_SIGNS,
  type DecimalSign,
  readAmount,
  readDate,
  type Reading,
} from './reading.ts';

export type MappedField = AnyField;

/** How an admin said that a file no one knows is read. It holds names of columns, and nothing of a file's rows. */
export type ImportMapping = {
  readonly records: RecordKind;
  /** The column that each field is read from, by its name in the file; a field that is left out is not read. */
  readonly columns: Readonly<Partial<Record<MappedField, string>>>;
  readonly dates: DateFormat;
  readonly decimals: DecimalSign;
  /** ISO 3166 alpha-2: where a phone is from whose row names no country. */
  readonly country: string | null;
  /** ISO 4217: of amounts whose row names no currency. */
  readonly currency?: string | null;
};

/** The fields that a mapping of such rows may name, in the order they are asked for. */
export const MAPPED_FIELDS = Object.fromEntries(
  RECORD_KINDS.map((records) => [records, Object.keys(FIELDS[records])]),
) as Record<RecordKind, MappedField[]>;

/** Of each of these a mapping names at least one, or no row could be loaded. */
export const NEEDED_FIELDS: Readonly<Record<RecordKind, readonly (readonly MappedField[])[]>> = {
  customers: [['id', 'email', 'phone']],
  orders: [['number', 'id'], ['placedAt']],
  'gift-cards': [['id'], ['balance'], ['customerId', 'email', 'phone']],
  subscriptions: [['id'], ['state'], ['customerId', 'email', 'phone']],
};

/** Why a mapping cannot be used. */
export type MappingFault = { readonly field: MappedField; readonly code: 'needed' | 'not-of-these' };

/** More names than those of the exports that are known, in the plain form. */
const ALSO_CALLED: Readonly<Partial<Record<MappedField, readonly string[]>>> = {
  id: ['customer no', 'customer number', 'client id', 'account id', 'customerid', 'kundnummer', 'reference'],
  firstName: ['firstname', 'given name', 'forename'],
  lastName: ['lastname', 'surname', 'family name'],
  fullName: ['full name', 'customer name', 'customer', 'contact name'],
  email: ['e mail', 'mail', 'email address', 'e mail address'],
  phone: ['mobile', 'mobile number', 'cell', 'cellphone', 'telephone', 'phone number', 'tel', 'msisdn'],
  username: ['login', 'user name', 'user'],
  line1: ['street', 'address', 'street address', 'address line 1'],
  line2: ['address line 2', 'apartment', 'flat'],
  city: ['town'],
  province: ['county', 'state', 'region', 'district'],
  postcode: ['post code', 'zip code', 'zipcode', 'pincode', 'pin code', 'postal code'],
  note: ['notes', 'comment', 'comments', 'remarks'],
  tags: ['labels', 'groups'],
  number: ['order no', 'order', 'order name', 'order reference'],
  placedAt: ['ordered at', 'placed at', 'order time', 'created', 'created at'],
  total: ['amount', 'grand total', 'sum', 'total amount'],
  itemName: ['product', 'item', 'description', 'article'],
  itemQuantity: ['qty', 'pieces'],
  itemPrice: ['unit price', 'price'],
  items: ['items', 'products', 'line items'],
  points: ['bonus points', 'reward points', 'loyalty balance'],
  storeCredit: ['credit', 'credit balance'],
  lastCharacters: ['code', 'last digits'],
  expiresOn: ['expires', 'valid until', 'expiry'],
  nextChargeOn: ['next billing', 'next renewal', 'renews on'],
  state: ['subscription status'],
};

/** The kind that an import by a mapping has. */
export function mappedKind(records: RecordKind): `mapped-${RecordKind}` {
  return `mapped-${records}`;
}

/** One form of a header: neither the order of its columns nor their case makes a difference. */
export function headerKey(cells: readonly string[]): string {
  return headerNames(cells).map(plainName).sort().join('\n');
}

const DIGITS_OF_A_VALUE = /\d{6}/;

/** Whether a row can be names of columns: a file without a header has a customer there, who must not be kept. */
export function isHeader(cells: readonly string[]): boolean {
  const names = headerNames(cells);
  const isValue = (name: string) =>
    name.includes('@') || DIGITS_OF_A_VALUE.test(name.replace(/[\s()+.-]/g, ''));
  return names.some((name) => name !== '') && !names.some(isValue);
}

/** What keeps a mapping from being used; nothing when it can be. */
export function mappingFaults({ records, columns }: ImportMapping): MappingFault[] {
  const allowed: ReadonlySet<string> = new Set(MAPPED_FIELDS[records]);
  const named = Object.entries(columns).filter(([, column]) => column !== '') as [MappedField, string][];
  const strange = named.filter(([field]) => !allowed.has(field));
  const missing = NEEDED_FIELDS[records].filter(
    (some) => !some.some((field) => (columns[field] ?? '') !== ''),
  );
  return [
    ...strange.map(([field]) => ({ field, code: 'not-of-these' as const })),
    ...missing.map(([field]) => ({ field: field ?? 'id', code: 'needed' as const })),
  ];
}

/** The columns that a mapping names and a file does not have. */
export function missingColumns(cells: readonly string[], { columns }: ImportMapping): string[] {
  const plain = new Set(headerNames(cells).map(plainName));
  return [...new Set(Object.values(columns))].filter((name) => name !== '' && !plain.has(plainName(name)));
}

/** Reads a header by a mapping; null when the file lacks a column that it names. */
export function readMappedHeader(cells: readonly string[], mapping: ImportMapping): Header | null {
  if (missingColumns(cells, mapping).length > 0) return null;
  const { records, dates, decimals, country, currency = null } = mapping;
  const reading: Reading = { dates, decimals, country, currency, ids: 'any' };
  const names = headerNames(cells);
  const of = Object.fromEntries(Object.entries(mapping.columns).map(([field, name]) => [field, [name]]));
  return headerOf(mappedKind(records), records, names, { of }, reading);
}

/** A mapping to begin with: by the columns' names, and by how the first rows write their dates and amounts. */
export function suggestMapping(
  cells: readonly string[],
  rows: readonly (readonly string[])[],
  wanted?: RecordKind,
): ImportMapping {
  const names = headerNames(cells);
  const records = wanted ?? likelyRecords(names);
  const columns = columnsByName(names, records);
  const valuesOf = (...fields: MappedField[]) => {
    const at = fields.map((field) => names.indexOf(columns[field] ?? '')).find((place) => place >= 0);
    return at === undefined ? [] : rows.map((row) => (row[at] ?? '').trim()).filter((value) => value !== '');
  };
  return {
    records,
    columns,
    dates: firstThatReads(DATE_FORMATS, valuesOf(...DATED), readDate) ?? 'ymd',
    decimals: firstThatReads(DECIMAL_SIGNS, valuesOf(...COUNTED), readAmount) ?? 'point',
    country: null,
  };
}

const DATED: readonly MappedField[] = ['placedAt', 'expiresOn', 'nextChargeOn', 'birthDate'];
const COUNTED: readonly MappedField[] = ['total', 'balance', 'storeCredit'];

function likelyRecords(names: readonly string[]): RecordKind {
  const plain = names.map(plainName);
  if (plain.some((name) => name.includes('gift card'))) return 'gift-cards';
  if (plain.some((name) => name.includes('subscription'))) return 'subscriptions';
  return looksLikeOrders(names) ? 'orders' : 'customers';
}

function looksLikeOrders(names: readonly string[]): boolean {
  const found = columnsByName(names, 'orders');
  return found.placedAt !== undefined && (found.total !== undefined || found.itemName !== undefined);
}

/** Each column is suggested once. */
function columnsByName(names: readonly string[], records: RecordKind): Partial<Record<MappedField, string>> {
  const free = new Map([...names].reverse().map((name) => [plainName(name), name]));
  const suggested: Partial<Record<MappedField, string>> = {};
  for (const field of MAPPED_FIELDS[records]) {
    const plain = namesOf(field, records).find((name) => free.has(name));
    if (plain === undefined) continue;
    suggested[field] = free.get(plain) ?? '';
    free.delete(plain);
  }
  return suggested;
}

function namesOf(field: MappedField, records: RecordKind): string[] {
  const known = LAYOUTS.filter(
    (layout) => layout.records === records && !layout.kind.startsWith('shopify-orders'),
  );
  const of = (layout: (typeof LAYOUTS)[number]) =>
    (layout.of as Partial<Record<MappedField, readonly string[]>>)[field];
  return [plainName(field), ...known.flatMap((layout) => of(layout) ?? []), ...(ALSO_CALLED[field] ?? [])];
}

function firstThatReads<T extends string>(
  choices: readonly T[],
  values: readonly string[],
  read: (value: string, choice: T) => string | null,
): T | undefined {
  return values.length === 0
    ? undefined
    : choices.find((choice) => values.every((value) => read(value, choice) !== null));
}
