import {
  type AnyField,
  CUSTOMER_FIELDS,
  type FieldOf,
  GIFT_CARD_FIELDS,
  ORDER_FIELDS,
  type RecordKind,
  type Sources,
  SUBSCRIPTION_FIELDS,
} from './fields.ts';
import type { ImportKind } from './import.ts';
import type { Layout } from './layout.ts';
import { LAYOUTS } from './layouts.ts';
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
export type Header = {
  readonly [R in RecordKind]: {
    readonly kind: ImportKind;
    readonly records: R;
    readonly columns: Columns<FieldOf<R>>;
  };
}[RecordKind];
export type HeaderOf<R extends RecordKind> = Extract<Header, { records: R }>;

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

/** A header of such rows, by what their fields are read from; `packed` are the columns that hold an order's items. */
export function headerOf(
  kind: ImportKind,
  records: RecordKind,
  names: readonly string[],
  sources: Sources<AnyField>,
  reading: Reading,
  packed: readonly number[] = [],
): Header {
  switch (records) {
    case 'customers':
      return { kind, records, columns: columnsBy(names, sources, reading, CUSTOMER_FIELDS, []) };
    case 'gift-cards':
      return { kind, records, columns: columnsBy(names, sources, reading, GIFT_CARD_FIELDS, []) };
    case 'subscriptions':
      return { kind, records, columns: columnsBy(names, sources, reading, SUBSCRIPTION_FIELDS, []) };
    case 'orders': {
      const columns = columnsBy(names, sources, reading, ORDER_FIELDS, packed);
      const { items } = columns.at;
      return { kind, records, columns: items < 0 ? columns : { ...columns, packed: [...packed, items] } };
    }
  }
}

/** Whether the file has a column that a field is read from. */
export function hasColumn<F extends string>({ at, or }: Columns<F>, field: F): boolean {
  return at[field] >= 0 || or[field] >= 0;
}

/** The name of a field's column in this file; empty where it has none. */
export function columnName<F extends string>({ names, at, or }: Columns<F>, field: F): string {
  return names[at[field]] ?? names[or[field]] ?? '';
}

function headerBy(layout: Layout, names: readonly string[]): Header {
  const { kind, records, reading } = layout;
  const isPacked = layout.records === 'orders' ? layout.packed : undefined;
  const packed = names.flatMap((name, at) => (isPacked?.test(plainName(name)) === true ? [at] : []));
  return headerOf(kind, records, names, layout, reading, packed);
}

function columnsBy<F extends string>(
  names: readonly string[],
  { of, or }: Sources<NoInfer<F>>,
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
