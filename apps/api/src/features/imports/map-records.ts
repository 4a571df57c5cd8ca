import {
  checkRow,
  type Columns,
  type HeaderOf,
  type ImportedCustomer,
  mapCustomer,
  type Mapped,
  type OrderGroup,
  OrderRows,
  PhoneReader,
  rowIssue,
} from '@relink/domain';
import type { CsvRow } from './cut-rows.ts';
import { fingerprint } from './fingerprint.ts';
import type { MappedRecord } from './import-run.ts';
import type { OrderWithItems } from './load-orders.ts';

/** Makes records of rows: one customer of each, one order of one or more. `end` gives what the file's end completes. */
export type RecordMapper<T> = {
  take(row: CsvRow): MappedRecord<T>[];
  end(): MappedRecord<T>[];
};

export function customerMapper({ columns }: HeaderOf<'customers'>): RecordMapper<ImportedCustomer> {
  return rowMapper(columns, mapCustomer);
}

/** A record of each row. */
export function rowMapper<F extends string, T>(
  columns: Columns<F>,
  map: (columns: Columns<F>, cells: readonly string[], line: number, phones: PhoneReader) => Mapped<T>,
): RecordMapper<T> {
  const phones = new PhoneReader();
  return {
    take: (row) => {
      const { line } = row;
      if (row.cells === null) return [unreadable(row)];
      const fault = checkRow(columns, row.cells, line);
      const mapped = fault ? { row: null, issues: [fault] } : map(columns, row.cells, line, phones);
      return [withFingerprint({ line, cells: row.cells, ...mapped })];
    },
    end: () => [],
  };
}

export function orderMapper({ columns }: HeaderOf<'orders'>): RecordMapper<OrderWithItems> {
  const rows = new OrderRows(columns);
  return {
    take: (row) => (row.cells === null ? [unreadable(row)] : rows.push(row.cells, row.line).map(recordOf)),
    end: () => rows.end().map(recordOf),
  };
}

function recordOf({ line, cells, order, items, issues }: OrderGroup): MappedRecord<OrderWithItems> {
  return withFingerprint({ line, cells, row: order === null ? null : { order, items }, issues });
}

function unreadable({ line, fault, text }: Extract<CsvRow, { cells: null }>): MappedRecord<never> {
  return { line, row: null, fingerprint: null, cells: null, text, issues: [rowIssue(line, '', fault)] };
}

function withFingerprint<T>(record: Omit<MappedRecord<T>, 'fingerprint'>): MappedRecord<T> {
  return { ...record, fingerprint: record.row === null ? null : fingerprint(record.row) };
}
