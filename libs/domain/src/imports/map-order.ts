import { normaliseOrderNumber } from '../verification/index.ts';
import type { Columns } from './columns.ts';
import type { OrderField } from './fields.ts';
import type { Mapped } from './map-customer.ts';
import type { PhoneReader } from './phone-reader.ts';
import { readCountry } from './read-country.ts';
import { priceOfOne, readItems } from './read-items.ts';
import { type ImportedOwner, readOwner } from './read-owner.ts';
import { type RowIssue, rowIssue } from './row-issue.ts';
import { RowReader } from './row-reader.ts';

export type ImportedItem = {
  readonly name: string;
  readonly quantity: number;
  /** A decimal number, in the order's currency. */
  readonly price: string;
  readonly sku: string;
};

/** The fields that only an order's first row has. Instants are ISO 8601 in UTC, `total` is decimal. */
export type ImportedOrder = ImportedOwner & {
  readonly externalId: string;
  readonly number: string;
  readonly numberNormalised: string;
  readonly placedAt: string;
  readonly paidAt: string | null;
  readonly cancelledAt: string | null;
  readonly financialStatus: string;
  readonly fulfillmentStatus: string;
  readonly currency: string;
  readonly total: string;
  readonly shipName: string;
  readonly shipLine1: string;
  readonly shipLine2: string;
  readonly shipCity: string;
  readonly shipProvince: string;
  readonly shipPostcode: string;
  readonly shipCountry: string;
  readonly shipPhone: string;
};

const QUANTITY = /^\d{1,7}$/;

/** WooCommerce's words for the state of an order, as what was paid and what was sent. */
const STATES: Readonly<Record<string, readonly [financial: string, fulfillment: string]>> = {
  completed: ['paid', 'fulfilled'],
  processing: ['paid', 'unfulfilled'],
  'on-hold': ['pending', 'unfulfilled'],
  pending: ['pending', 'unfulfilled'],
  'pending payment': ['pending', 'unfulfilled'],
  refunded: ['refunded', ''],
  cancelled: ['voided', ''],
  failed: ['voided', ''],
};

/** Reads the order's own fields from its first row. `row` is null when it is refused. */
export function mapOrder(
  columns: Columns<OrderField>,
  cells: readonly string[],
  line: number,
  phones: PhoneReader,
): Mapped<ImportedOrder> {
  const read = new RowReader(columns, cells, line);
  const refuse = () => ({ row: null, issues: read.issues });
  const id = read.id('id');
  if (id === null) return refuse();
  const number = read.guarded('number') || id;
  const placedAt = read.date('placedAt');
  if (placedAt === null) {
    read.note('placedAt', 'date-unreadable');
    return refuse();
  }
  const total = read.amount('total');
  if (total === null) {
    read.note('total', 'amount-unreadable');
    return refuse();
  }
  const country = readCountry(read.text('shipCountry'));
  const [financialStatus, fulfillmentStatus] = statesOf(read);
  const phonesFrom = country || readCountry(read.text('billingCountry')) || columns.reading.country;
  const { email, phone, customerId } = readOwner(read, phones, phonesFrom);
  const row: ImportedOrder = {
    externalId: id === '' ? number : id,
    number,
    numberNormalised: normaliseOrderNumber(number),
    email,
    phone,
    placedAt,
    paidAt: dateOf(read, 'paidAt'),
    cancelledAt: dateOf(read, 'cancelledAt'),
    financialStatus,
    fulfillmentStatus,
    currency: read.text('currency').toUpperCase(),
    total,
    shipName: read.text('shipName') || `${read.text('shipFirstName')} ${read.text('shipLastName')}`.trim(),
    shipLine1: read.text('shipLine1'),
    shipLine2: read.text('shipLine2'),
    shipCity: read.text('shipCity'),
    shipProvince: read.text('shipProvince'),
    shipPostcode: read.guarded('shipPostcode'),
    shipCountry: country,
    shipPhone: read.guarded('shipPhone'),
    ...(customerId === undefined ? {} : { customerId }),
  };
  return { row, issues: read.issues };
}

/** Reads the item that any row of an order may hold. `row` is null when it holds none, or a refused one. */
export function mapItem(
  columns: Columns<OrderField>,
  cells: readonly string[],
  line: number,
): Mapped<ImportedItem> {
  const read = new RowReader(columns, cells, line);
  const name = read.text('itemName');
  if (name === '') return { row: null, issues: read.issues };
  const quantity = columns.at.itemQuantity < 0 ? '1' : read.text('itemQuantity');
  const ofAll = read.raw('itemPrice') === '' && read.raw('itemTotal') !== '';
  const price = read.amount(ofAll ? 'itemTotal' : 'itemPrice');
  if (!QUANTITY.test(quantity)) read.note('itemQuantity', 'item-unreadable');
  else if (price === null) read.note(ofAll ? 'itemTotal' : 'itemPrice', 'item-unreadable');
  else {
    const count = Number(quantity);
    const row = {
      name,
      quantity: count,
      price: ofAll ? priceOfOne(price, count) : price,
      sku: read.text('itemSku'),
    };
    return { row, issues: read.issues };
  }
  return { row: null, issues: read.issues };
}

/** Reads the items that stand together in cells of an order's row. */
export function mapPackedItems(
  columns: Columns<OrderField>,
  cells: readonly string[],
  line: number,
): { readonly items: readonly ImportedItem[]; readonly issues: readonly RowIssue[] } {
  const items: ImportedItem[] = [];
  const issues: RowIssue[] = [];
  for (const at of columns.packed) {
    const read = readItems(cells[at] ?? '', columns.reading.decimals);
    items.push(...read.items);
    if (read.unreadable > 0) issues.push(rowIssue(line, columns.names[at] ?? '', 'items-unreadable'));
  }
  return { items, issues };
}

function statesOf(read: RowReader<OrderField>): readonly [string, string] {
  const written = read.text('status').toLowerCase().replace(/^wc-/, '');
  const [financial, fulfillment] = STATES[written] ?? [written, ''];
  return [read.text('financialStatus') || financial, read.text('fulfillmentStatus') || fulfillment];
}

function dateOf(read: RowReader<OrderField>, field: 'paidAt' | 'cancelledAt'): string | null {
  if (read.text(field) === '') return null;
  const instant = read.date(field);
  if (instant === null) read.note(field, 'date-left-out');
  return instant;
}
