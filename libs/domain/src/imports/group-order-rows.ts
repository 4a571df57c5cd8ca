import { checkRow } from './check-row.ts';
import { columnName, type Columns } from './columns.ts';
import type { OrderField } from './fields.ts';
import { type ImportedItem, type ImportedOrder, mapItem, mapOrder, mapPackedItems } from './map-order.ts';
import { PhoneReader } from './phone-reader.ts';
import { type RowIssue, rowIssue } from './row-issue.ts';

/** An order with all its rows; `order` is null when it, or a row that belongs to no order, is refused. */
export type OrderGroup = {
  readonly line: number;
  /** The order's first row. */
  readonly cells: readonly string[];
  readonly order: ImportedOrder | null;
  readonly items: readonly ImportedItem[];
  readonly issues: readonly RowIssue[];
};

type Open = {
  readonly line: number;
  readonly cells: readonly string[];
  readonly name: string;
  readonly id: string;
  readonly order: ImportedOrder | null;
  readonly items: ImportedItem[];
  readonly issues: RowIssue[];
};

/** More than a shop's till can take; bounds the memory of one order. */
const MOST_ITEMS = 2000;

/**
 * Puts the rows of an order together again: only its first row has the order's fields, the others follow it directly
 * under the same name. A row that comes to nothing is refused alone; the order goes on without it.
 */
export class OrderRows {
  private open: Open | null = null;
  private readonly phones = new PhoneReader();

  /** Whether each row of an order has the order's own fields too, as in all files but Shopify's. */
  private readonly repeats: boolean;

  constructor(private readonly columns: Columns<OrderField>) {
    this.repeats = columns.reading.ids === 'any' && columns.at.itemName >= 0;
  }

  /** Takes the next row and gives what it completed: nothing, an order, or refused rows that stand alone. */
  push(cells: readonly string[], line: number): OrderGroup[] {
    const fault = checkRow(this.columns, cells, line);
    if (fault) return [alone(fault, cells)];
    const id = this.cell(cells, 'id');
    const name = this.cell(cells, 'number') || (this.columns.reading.ids === 'any' ? id : '');
    if (this.open !== null && name === this.open.name && this.continues(cells, id, this.open.id)) {
      return this.addItem(this.open, cells, line);
    }
    if (name === '')
      return this.close([
        alone(rowIssue(line, columnName(this.columns, 'number'), 'order-number-missing'), cells),
      ]);
    if (id === '' && this.cell(cells, 'placedAt') === '')
      return this.close([alone(rowIssue(line, columnName(this.columns, 'id'), 'order-row-apart'), cells)]);
    const done = this.close();
    const { row, issues } = mapOrder(this.columns, cells, line, this.phones);
    const packed = mapPackedItems(this.columns, cells, line);
    const items = packed.items.slice(0, MOST_ITEMS);
    this.open = { line, cells, name, id, order: row, items, issues: [...issues, ...packed.issues] };
    return [...done, ...this.addItem(this.open, cells, line)];
  }

  /** What is still open at the end of the file. */
  end(): OrderGroup[] {
    return this.close();
  }

  private cell(cells: readonly string[], field: OrderField): string {
    const { at, or } = this.columns;
    return ((cells[at[field]] ?? '') || (cells[or[field]] ?? '')).trim();
  }

  private continues(cells: readonly string[], id: string, openId: string): boolean {
    return (id === '' || id === openId) && (this.repeats || this.cell(cells, 'placedAt') === '');
  }

  private addItem(open: Open, cells: readonly string[], line: number): OrderGroup[] {
    // The whole order was refused: so are its items, under the order's own issue.
    if (open.order === null) return [];
    if (open.items.length >= MOST_ITEMS)
      return [alone(rowIssue(line, columnName(this.columns, 'itemName'), 'order-too-long'), cells)];
    const { row, issues } = mapItem(this.columns, cells, line);
    if (row !== null) open.items.push(row);
    open.issues.push(...issues.filter(({ severity }) => severity !== 'refused'));
    return issues.filter(({ severity }) => severity === 'refused').map((issue) => alone(issue, cells));
  }

  private close(more: readonly OrderGroup[] = []): OrderGroup[] {
    if (this.open === null) return [...more];
    const { line, cells, order, items, issues } = this.open;
    this.open = null;
    return [{ line, cells, order, items, issues }, ...more];
  }
}

function alone(issue: RowIssue, cells: readonly string[]): OrderGroup {
  return { line: issue.line, cells, order: null, items: [], issues: [issue] };
}
