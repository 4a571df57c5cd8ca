import type { ImportPreview, PreviewImportMappingRequest } from '@relink/contract';
import {
  DEFAULT_REALM,
  headerNames,
  isHeader,
  mappingFaults,
  missingColumns,
  type PreviewedRecord,
  previewRows,
  readHeader,
  readMappedHeader,
  type RowIssue,
  rowIssue,
  suggestMapping,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { problem } from '../../platform/problems/problem.ts';
import { type CsvRow, RowCutter } from './cut-rows.ts';
import { ImportMappings } from './import-mappings.ts';

/** As many rows as fit a screen, and as show what is odd about a file. */
const ROWS = 20;

/** Shows what an import would make of the first rows of a file. Keeps nothing of it. */
@Injectable()
export class PreviewMapping {
  constructor(private readonly mappings: ImportMappings) {}

  /** Throws `file-unreadable` where the sample has no row that names columns. */
  async preview({ sample, cut, records, definition }: PreviewImportMappingRequest): Promise<ImportPreview> {
    const [first, ...rest] = new RowCutter().take(Buffer.from(sample), !cut);
    if (first === undefined || first.cells === null)
      throw problem('file-unreadable', {
        errors: { sample: 'Its first row cannot be taken apart into columns.' },
      });
    const header = headerNames(first.cells);
    if (!isHeader(header))
      throw problem('file-unreadable', {
        errors: {
          sample: 'Its first row looks like a customer, not like names of columns. Add a header to the file.',
        },
      });
    const rows = rest.slice(0, ROWS);
    const whole = rows.flatMap(({ line, cells }) => (cells === null ? [] : [{ line, cells }]));
    const mapping =
      definition ??
      suggestMapping(
        header,
        whole.map(({ cells }) => cells),
        records,
      );
    const saved = await this.mappings.byHeader(DEFAULT_REALM, header);
    const read = readMappedHeader(header, mapping);
    const shown = read === null ? [] : previewRows(read, whole);
    return {
      header,
      knownAs: readHeader(header)?.kind ?? null,
      mappedBy: saved ? { id: saved.id, name: saved.name } : null,
      definition: mapping,
      faults: mappingFaults(mapping),
      missingColumns: missingColumns(header, mapping),
      rows: rows.map((row) => shownRow(row, shown)),
    };
  }
}

function shownRow(row: CsvRow, records: readonly PreviewedRecord[]): ImportPreview['rows'][number] {
  const { line } = row;
  if (row.cells === null)
    return { line, cells: [row.text], read: null, issues: [shownIssue(rowIssue(line, '', row.fault))] };
  // A row that carries on an order has a record only where something is to be said about it.
  const of = records.filter((record) => record.line === line);
  const read = of.find((record) => record.read !== null)?.read ?? null;
  return {
    line,
    cells: [...row.cells],
    read:
      read && Object.entries(read).map(([field, value]) => ({ field: field as keyof typeof read, value })),
    issues: records.flatMap(({ issues }) => issues.filter((issue) => issue.line === line)).map(shownIssue),
  };
}

function shownIssue({
  severity,
  column,
  code,
  reason,
}: RowIssue): ImportPreview['rows'][number]['issues'][number] {
  return { severity, column, code, reason };
}
