import type { ImportKind } from './import.ts';

/** In UTF-16 units, for columns that are not listed. */
const ANY_COLUMN = 10_000;

/**
 * The columns of Shopify's customer export that are read, with the longest value a real one can have (UTF-16 units).
 * Source: Shopify Help Center, "Customer CSV file"; lengths as Shopify itself limits them, rounded up.
 */
const CUSTOMER_COLUMNS = {
  'Customer ID': 64,
  'First Name': 255,
  'Last Name': 255,
  Email: 320,
  'Default Address Company': 255,
  'Default Address Address1': 500,
  'Default Address Address2': 500,
  'Default Address City': 255,
  'Default Address Province Code': 100,
  'Default Address Country Code': 100,
  'Default Address Zip': 60,
  'Default Address Phone': 100,
  Phone: 100,
  Note: 5000,
  Tags: 10_000,
} as const;
export type CustomerColumn = keyof typeof CUSTOMER_COLUMNS;

/** The same for the order export. Source: Shopify Help Center, "Exporting orders". */
const ORDER_COLUMNS = {
  Name: 100,
  Email: 320,
  'Financial Status': 60,
  'Paid at': 60,
  'Fulfillment Status': 60,
  Currency: 10,
  Total: 40,
  'Created at': 60,
  'Lineitem quantity': 20,
  'Lineitem name': 500,
  'Lineitem price': 40,
  'Lineitem sku': 255,
  'Billing Country': 100,
  'Shipping Name': 500,
  'Shipping Street': 1000,
  'Shipping Address1': 500,
  'Shipping Address2': 500,
  'Shipping City': 255,
  'Shipping Zip': 60,
  'Shipping Province': 100,
  'Shipping Country': 100,
  'Shipping Phone': 100,
  'Cancelled at': 60,
  Id: 64,
  Phone: 100,
} as const;
export type OrderColumn = keyof typeof ORDER_COLUMNS;

const NEEDED: Readonly<Record<ImportKind, readonly string[]>> = {
  'shopify-customers': ['Customer ID', 'Email', 'Phone'],
  'shopify-orders': ['Name', 'Email', 'Created at', 'Lineitem name', 'Id'],
};

/** A file's header: its kind, and where each column that is read stands (-1 where the file has none). */
export type Header =
  | { readonly kind: 'shopify-customers'; readonly columns: Columns<CustomerColumn> }
  | { readonly kind: 'shopify-orders'; readonly columns: Columns<OrderColumn> };

export type Columns<C extends string> = {
  readonly names: readonly string[];
  /** The longest value of each column, in the file's order. */
  readonly limits: readonly number[];
  readonly at: Readonly<Record<C, number>>;
};

/** Knows a file by its header, whatever the order and the case of its columns; null when it is neither export. */
export function readHeader(cells: readonly string[]): Header | null {
  const names = cells.map((cell) => cell.replace(/^\uFEFF/, '').trim());
  const known = new Set(names.map((name) => name.toLowerCase()));
  const has = (kind: ImportKind) => NEEDED[kind].every((name) => known.has(name.toLowerCase()));
  if (has('shopify-customers'))
    return { kind: 'shopify-customers', columns: columnsOf(names, CUSTOMER_COLUMNS) };
  if (has('shopify-orders')) return { kind: 'shopify-orders', columns: columnsOf(names, ORDER_COLUMNS) };
  return null;
}

function columnsOf<C extends string>(
  names: readonly string[],
  limits: Readonly<Record<C, number>>,
): Columns<C> {
  const lower = names.map((name) => name.toLowerCase());
  const known = Object.keys(limits) as C[];
  const limitOf = new Map<string, number>(known.map((name) => [name.toLowerCase(), limits[name]]));
  return {
    names,
    limits: lower.map((name) => limitOf.get(name) ?? ANY_COLUMN),
    at: Object.fromEntries(known.map((name) => [name, lower.indexOf(name.toLowerCase())])) as Record<
      C,
      number
    >,
  };
}
