import { normaliseEmail } from '../identifiers/index.ts';
import { normaliseOrderNumber } from '../verification/index.ts';
import type { Columns, OrderColumn } from './columns.ts';
import type { Mapped } from './map-customer.ts';
import type { PhoneReader } from './phone-reader.ts';
import { readInstant } from './read-instant.ts';
import { RowReader } from './row-reader.ts';

export type ImportedItem = {
  readonly name: string;
  readonly quantity: number;
  /** A decimal number, in the order's currency. */
  readonly price: string;
  readonly sku: string;
};

/**
 * The fields that only an order's first row has. `email` and `phone` are in the normalised form of identifiers, or as
 * written where they cannot be valid; such a one equals no login. Instants are ISO 8601 in UTC, `total` is decimal.
 */
export type ImportedOrder = {
  readonly externalId: string;
  readonly number: string;
  readonly numberNormalised: string;
  readonly email: string;
  readonly phone: string;
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

const AMOUNT = /^-?\d{1,13}(?:\.\d{1,6})?$/;
const QUANTITY = /^\d{1,7}$/;

/** Reads the order's own fields from its first row. `row` is null when it is refused. */
export function mapOrder(
  columns: Columns<OrderColumn>,
  cells: readonly string[],
  line: number,
  phones: PhoneReader,
): Mapped<ImportedOrder> {
  const read = new RowReader(columns, cells, line);
  const refuse = () => ({ row: null, issues: read.issues });
  const externalId = read.id('Id');
  if (externalId === null) return refuse();
  const number = read.guarded('Name');
  const placedAt = readInstant(read.text('Created at'));
  if (placedAt === null) {
    read.note('Created at', 'date-unreadable');
    return refuse();
  }
  const total = amountOf(read.text('Total'));
  if (total === null) {
    read.note('Total', 'amount-unreadable');
    return refuse();
  }
  const country = read.text('Shipping Country').toUpperCase();
  const row: ImportedOrder = {
    externalId,
    number,
    numberNormalised: normaliseOrderNumber(number),
    email: emailOf(read),
    phone: phoneOf(read, phones, country === '' ? read.text('Billing Country') : country),
    placedAt,
    paidAt: dateOf(read, 'Paid at'),
    cancelledAt: dateOf(read, 'Cancelled at'),
    financialStatus: read.text('Financial Status'),
    fulfillmentStatus: read.text('Fulfillment Status'),
    currency: read.text('Currency').toUpperCase(),
    total,
    shipName: read.text('Shipping Name'),
    shipLine1: read.text('Shipping Address1') || read.text('Shipping Street'),
    shipLine2: read.text('Shipping Address2'),
    shipCity: read.text('Shipping City'),
    shipProvince: read.text('Shipping Province'),
    shipPostcode: read.guarded('Shipping Zip'),
    shipCountry: country,
    shipPhone: read.guarded('Shipping Phone'),
  };
  return { row, issues: read.issues };
}

/** Reads the item that any row of an order may hold. `row` is null when it holds none, or a refused one. */
export function mapItem(
  columns: Columns<OrderColumn>,
  cells: readonly string[],
  line: number,
): Mapped<ImportedItem> {
  const read = new RowReader(columns, cells, line);
  const name = read.text('Lineitem name');
  if (name === '') return { row: null, issues: read.issues };
  const quantity = read.text('Lineitem quantity');
  const price = amountOf(read.text('Lineitem price'));
  if (!QUANTITY.test(quantity)) read.note('Lineitem quantity', 'item-unreadable');
  else if (price === null) read.note('Lineitem price', 'item-unreadable');
  else {
    const row = { name, quantity: Number(quantity), price, sku: read.text('Lineitem sku') };
    return { row, issues: read.issues };
  }
  return { row: null, issues: read.issues };
}

function amountOf(written: string): string | null {
  if (written === '') return '0';
  return AMOUNT.test(written) ? written : null;
}

function dateOf(read: RowReader<OrderColumn>, column: 'Paid at' | 'Cancelled at'): string | null {
  const written = read.text(column);
  const instant = written === '' ? null : readInstant(written);
  if (written !== '' && instant === null) read.note(column, 'date-left-out');
  return instant;
}

function emailOf(read: RowReader<OrderColumn>): string {
  const written = read.raw('Email').trim();
  const email = normaliseEmail(written);
  return email.ok ? email.normalised : written.toLowerCase();
}

function phoneOf(read: RowReader<OrderColumn>, phones: PhoneReader, country: string): string {
  const written = read.guarded('Phone');
  if (written === '') return '';
  const phone = phones.read(written, country);
  if (phone.ok) return phone.e164;
  read.note('Phone', 'order-phone-impossible');
  return written;
}
