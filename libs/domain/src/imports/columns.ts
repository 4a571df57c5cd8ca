import {
  CUSTOMER_FIELDS,
  type CustomerField,
  ORDER_FIELDS,
  type OrderField,
  type Sources,
} from './fields.ts';
import type { ImportKind } from './import.ts';
import { LAYOUTS, type Layout } from './layouts.ts';
import type { Reading } from './reading.ts';

/** In UTF-16 units, for columns that are not read. */
const ANY_COLUMN = 10_000;
/** In UTF-16 units: all items of an order in one cell. */
const PACKED_ITEMS = ORDER_FIELDS.items;

/** Where each field stands in a file (-1 where it has none), found once per file. */
export type Columns<F extends string> = {
  readonly names: readonly string[];
  /** The longest value of each column, in the file's order. */
  readonly limits: readonly number[];
  readonly at: Readonly<Record<F, number>>;
  /** The column that is read where the first one is empty. */
  readonly or: Readonly<Record<F, number>>;
  /** Columns that each hold one or more items of an order. */
  readonly packed: readonly number[];
  readonly reading: Reading;
};

/** A file's header: its kind, and where each field stands. */
export type Header =
  | { readonly kind: ImportKind; readonly records: 'customers'; readonly columns: Columns<CustomerField> }
  | { readonly kind: ImportKind; readonly records: 'orders'; readonly columns: Columns<OrderField> };

/** The names of a header as they are written: without a byte-order mark or space around them. */
export function headerNames(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.replace(/^\uFEFF/, '').trim());
}

/** One form of a column's name: case, spaces, dashes and underscores make no difference. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** Knows a file by its header, whatever the order and the case of its columns; null when it is no export it knows. */
export function readHeader(cells: readonly string[]): Header | null {
  const names = headerNames(cells);
  const plain = new Set(names.map(plainName));
  const exact = new Set(names.map((name) => name.toLowerCase()));
  const fits = ({ needed, written }: Layout) =>
    needed.every((some) => some.some((name) => (written === 'exactly' ? exact : plain).has(name)));
  const layout = LAYOUTS.find((one) => fits(one) && !(one.never ?? []).some((name) => plain.has(name)));
  return layout === undefined ? null : headerBy(layout, names);
}

/** The columns of customers, by what their fields are read from. */
export function customerColumnsBy(
  names: readonly string[],
  sources: Sources<CustomerField>,
  reading: Reading,
): Columns<CustomerField> {
  return columnsBy(names, sources, reading, CUSTOMER_FIELDS, []);
}

/** The same of orders; `packed` are the columns that hold items. */
export function orderColumnsBy(
  names: readonly string[],
  sources: Sources<OrderField>,
  reading: Reading,
  packed: readonly number[] = [],
): Columns<OrderField> {
  const columns = columnsBy(names, sources, reading, ORDER_FIELDS, packed);
  return columns.at.items < 0 ? columns : { ...columns, packed: [...packed, columns.at.items] };
}

/** The name of a field's column in this file; empty where it has none. */
export function columnName<F extends string>({ names, at, or }: Columns<F>, field: F): string {
  return names[at[field]] ?? names[or[field]] ?? '';
}

function headerBy(layout: Layout, names: readonly string[]): Header {
  const { kind, reading } = layout;
  if (layout.records === 'customers')
    return { kind, records: 'customers', columns: customerColumnsBy(names, layout, reading) };
  const packed = names.flatMap((name, at) => (layout.packed?.test(plainName(name)) === true ? [at] : []));
  return { kind, records: 'orders', columns: orderColumnsBy(names, layout, reading, packed) };
}

function columnsBy<F extends string>(
  names: readonly string[],
  { of, or }: Sources<F>,
  reading: Reading,
  limits: Readonly<Record<F, number>>,
  packed: readonly number[],
): Columns<F> {
  const plain = names.map(plainName);
  const fields = Object.keys(limits) as F[];
  const place = (called: readonly string[] = []) =>
    called.map((name) => (name === '' ? -1 : plain.indexOf(plainName(name)))).find((at) => at >= 0) ?? -1;
  const placed = (sources: Sources<F>['or']) =>
    Object.fromEntries(fields.map((field) => [field, place(sources?.[field])])) as Record<F, number>;
  const first = placed(of);
  const second = placed(or);
  const longest: number[] = names.map((_, at) => (packed.includes(at) ? PACKED_ITEMS : 0));
  for (const field of fields)
    for (const at of [first[field], second[field]])
      if (at >= 0) longest[at] = Math.max(longest[at] ?? 0, limits[field]);
  return { names, limits: longest.map((most) => most || ANY_COLUMN), at: first, or: second, packed, reading };
}
