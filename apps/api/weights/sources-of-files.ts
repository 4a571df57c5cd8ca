import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import {
  type Columns,
  type CustomerField,
  customerKey,
  type HeaderOf,
  type ImportedCustomer,
  type ImportedOrder,
  mapCustomer,
  type MatchAddress,
  type MatchSource,
  OrderRows,
  readHeader,
} from '@relink/domain';

/** As many of an account's last different shipping addresses are compared. */
const MOST_SHIPPED = 3;

type Shop = {
  readonly customers: Map<string, ImportedCustomer>;
  readonly orders: Map<string, ImportedOrder[]>;
};

/**
 * The accounts that an import of these exports would make, without a database: a shop's customers and, if given, its
 * orders. Rows that an import refuses are left out. Throws when a file is none that an import knows.
 */
export async function sourcesOfFiles(customersFile: string, ordersFile?: string): Promise<MatchSource[]> {
  const shop: Shop = { customers: await readCustomers(customersFile), orders: new Map() };
  if (ordersFile !== undefined) await readOrders(ordersFile, shop);
  return [...shop.customers].map(([id, customer]) => sourceOf(id, customer, shop.orders.get(id) ?? []));
}

async function readCustomers(file: string): Promise<Map<string, ImportedCustomer>> {
  const customers = new Map<string, ImportedCustomer>();
  let columns: Columns<CustomerField> | null = null;
  for await (const { cells, line } of rowsOf(file)) {
    columns ??= headerOf(file, 'customers', cells).columns;
    if (line === 1) continue;
    const { row } = mapCustomer(columns, cells, line);
    const key = row === null ? null : customerKey(row);
    if (row !== null && key !== null) customers.set(key, row);
  }
  return customers;
}

async function readOrders(file: string, { customers, orders }: Shop): Promise<void> {
  const byLogin = new Map<string, string>();
  for (const [id, { identifiers }] of customers)
    for (const { use, normalised } of identifiers) if (use === 'login') byLogin.set(normalised, id);
  const attach = (order: ImportedOrder | null) => {
    if (order === null) return;
    const owner = customers.has(order.customerId ?? '') ? order.customerId : undefined;
    const id = owner ?? byLogin.get(order.email) ?? byLogin.get(order.phone);
    if (id !== undefined) orders.set(id, [...(orders.get(id) ?? []), order]);
  };
  let rows: OrderRows | null = null;
  for await (const { cells, line } of rowsOf(file)) {
    rows ??= new OrderRows(headerOf(file, 'orders', cells).columns);
    if (line > 1) for (const { order } of rows.push(cells, line)) attach(order);
  }
  for (const { order } of rows?.end() ?? []) attach(order);
}

function headerOf<R extends 'customers' | 'orders'>(
  file: string,
  records: R,
  cells: readonly string[],
): HeaderOf<R> {
  const header = readHeader(cells);
  if (header?.records !== records) throw new Error(`${file} is no export of ${records} that is known.`);
  return header as HeaderOf<R>;
}

async function* rowsOf(file: string): AsyncGenerator<{ cells: string[]; line: number }> {
  let line = 0;
  const parser = createReadStream(file).pipe(parse({ bom: true, relax_column_count: true }));
  for await (const cells of parser as AsyncIterable<string[]>) yield { cells, line: (line += 1) };
}

function sourceOf(id: string, customer: ImportedCustomer, orders: readonly ImportedOrder[]): MatchSource {
  const latest = [...orders].sort((a, b) => (a.placedAt < b.placedAt ? 1 : -1));
  const shipped = new Map(latest.map((order) => [JSON.stringify(shippedTo(order)), shippedTo(order)]));
  return {
    id,
    firstName: customer.firstName,
    lastName: customer.lastName,
    birthDate: customer.details?.birthDate ?? null,
    country: customer.country ?? '',
    beganAt: null,
    orderCount: orders.length,
    identifiers: customer.identifiers.map((identifier) => ({
      ...identifier,
      state: 'verified',
      linkedSince: null,
      releasedAt: null,
      releaseReason: null,
      takenByAccountId: null,
    })),
    addresses: customer.address === null ? [] : [customer.address],
    shipped: [...shipped.values()].slice(0, MOST_SHIPPED),
  };
}

function shippedTo(order: ImportedOrder): MatchAddress {
  return {
    name: order.shipName,
    line1: order.shipLine1,
    line2: order.shipLine2,
    city: order.shipCity,
    province: order.shipProvince,
    postcode: order.shipPostcode,
    country: order.shipCountry,
    phone: order.shipPhone,
  };
}
