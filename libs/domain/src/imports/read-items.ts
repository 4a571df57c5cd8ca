import type { ImportedItem } from './map-order.ts';
import { readAmount, type Reading } from './reading.ts';

/** The items in one cell, and how many of them could not be read. */
export type PackedItems = { readonly items: readonly ImportedItem[]; readonly unreadable: number };

const QUANTITY = /^\d{1,7}$/;
/** In the file's characters: longer names are cut, as the column of a name would be. */
const LONGEST_NAME = 500;

type Fields = ReadonlyMap<string, string>;

/**
 * Reads the items of an order that stand in one cell: JSON, or `name:Tea set|quantity:2|total:9.00`, with `;` between
 * items. Source: WooCommerce, "Customer/Order/Coupon Export"; WebToffee, "Order Export".
 */
export function readItems(cell: string, sign: Reading['decimals']): PackedItems {
  const text = cell.trim();
  if (text === '') return { items: [], unreadable: 0 };
  const read = (text.startsWith('[') || text.startsWith('{') ? fromJson(text) : fromPipes(text)).map(
    (fields) => itemOf(fields, sign),
  );
  const items = read.filter((item) => item !== null);
  return { items, unreadable: Math.max(read.length - items.length, read.length === 0 ? 1 : 0) };
}

/** The price of one piece, where the file has that of all. Decimal, to the cent. */
export function priceOfOne(total: string, quantity: number): string {
  return quantity > 1 ? (Number(total) / quantity).toFixed(2) : total;
}

function fromPipes(text: string): Fields[] {
  // A name may hold a semicolon of its own: the next item begins where the first key comes again.
  const key = /^([a-z_]+):/i.exec(text)?.[1] ?? 'name';
  return text.split(new RegExp(`;(?=\\s*${key}:)`, 'i')).map(
    (item) =>
      new Map(
        item.split('|').map((part) => {
          const colon = part.indexOf(':');
          return [part.slice(0, Math.max(colon, 0)).trim().toLowerCase(), part.slice(colon + 1).trim()];
        }),
      ),
  );
}

function fromJson(text: string): Fields[] {
  try {
    const parsed = JSON.parse(text) as unknown;
    return [parsed].flat().map((item) => new Map(scalarsOf(item)));
  } catch {
    return [];
  }
}

function scalarsOf(item: unknown): [string, string][] {
  if (typeof item !== 'object' || item === null) return [];
  return Object.entries(item).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' || typeof value === 'number' ? [[key.toLowerCase(), String(value).trim()]] : [],
  );
}

function itemOf(fields: Fields, sign: Reading['decimals']): ImportedItem | null {
  const first = (...keys: string[]) =>
    keys.map((key) => fields.get(key) ?? '').find((value) => value !== '') ?? '';
  const name = first('name', 'product_name', 'title').slice(0, LONGEST_NAME);
  const quantity = first('quantity', 'qty') || '1';
  if (name === '' || !QUANTITY.test(quantity)) return null;
  const price = first('price', 'item_price');
  const total = first('total', 'subtotal', 'sub_total', 'line_total');
  const amount = readAmount(price === '' ? total : price, sign);
  if (amount === null) return null;
  const count = Number(quantity);
  return {
    name,
    quantity: count,
    price: price === '' ? priceOfOne(amount, count) : amount,
    sku: first('sku').slice(0, 255),
  };
}
