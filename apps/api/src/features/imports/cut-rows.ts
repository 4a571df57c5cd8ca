import { type RowIssueCode } from '@relink/domain';
import { CsvError, parse } from 'csv-parse/sync';

/** One row of a CSV file; `line` is where it begins, counted from 1. */
export type CsvRow = { readonly line: number } & (
  | { readonly cells: readonly string[]; readonly fault: null }
  | { readonly cells: null; readonly fault: RowIssueCode; readonly text: string }
);

/** A larger row is no row: some quote was never closed. Bounds the memory of a damaged file. In bytes. */
const LARGEST_ROW = 1024 * 1024;
/** Of a row that cannot be taken apart, as much as is worth showing. In bytes. */
const SHOWN = 500;
/** What may part the cells of a row; the first is taken where the header does not tell. */
const DELIMITERS = [',', ';', '\t', '|'] as const;
const LF = 10;
const CR = 13;

/** Thrown inside the parser to stop it at a row that swallowed the next ones. */
class SwallowedLines extends Error {}

/** Where one pass over the buffer stopped: after which byte, and at which fault. */
type Pass = { readonly end: number; readonly fault: RowIssueCode | null };

/**
 * Cuts a CSV file (RFC 4180, LF or CRLF, parted by what its first line is parted by) into rows, chunk by chunk. csv-parse reads; what it cannot read costs one
 * line: reading goes on at the next, so that a quote that was never closed does not swallow the rest of the file.
 */
export class RowCutter {
  private rest: Buffer = Buffer.alloc(0);
  private line = 1;
  private width: number | null = null;
  private delimiter: string | null = null;
  private atStart = true;
  /** Inside a line that is too long to keep. */
  private skipping = false;

  /** Takes the next chunk and gives the rows it completed; `last` says that none follows. */
  take(chunk: Buffer, last: boolean): CsvRow[] {
    let buffer = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    if (this.atStart && (buffer.length >= 3 || last)) {
      if (buffer.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf))) buffer = buffer.subarray(3);
      this.atStart = false;
    }
    const rows: CsvRow[] = [];
    for (;;) {
      if (this.skipping) buffer = this.skipLine(buffer);
      // A chunk may end inside a line end or an escaped quote: only whole lines are read.
      const whole = last ? buffer : buffer.subarray(0, buffer.lastIndexOf(LF) + 1);
      if (whole.length > 0) this.delimiter ??= delimiterOf(whole);
      const pass = this.pass(whole, last, rows);
      const { end } = pass;
      const fault = pass.fault ?? (buffer.length - end > LARGEST_ROW ? 'row-too-large' : null);
      buffer = buffer.subarray(end);
      if (fault === null) break;
      buffer = this.refuseLine(buffer, fault, rows);
    }
    this.rest = buffer;
    return rows;
  }

  private pass(buffer: Buffer, last: boolean, rows: CsvRow[]): Pass {
    let end = 0;
    try {
      parse(buffer, {
        record_delimiter: ['\r\n', '\n'],
        delimiter: this.delimiter ?? DELIMITERS[0],
        relax_column_count: true,
        skip_empty_lines: true,
        on_record: (cells: string[], { bytes }) => {
          const blank = blankLines(buffer, end);
          const lines = countLines(buffer, blank.end, bytes);
          this.width ??= cells.length;
          if (lines > 1 && cells.length !== this.width) throw new SwallowedLines();
          this.line += blank.lines;
          rows.push({ line: this.line, cells, fault: null });
          this.line += lines;
          end = bytes;
          return null;
        },
      });
    } catch (error) {
      if (error instanceof SwallowedLines) return { end, fault: 'wrong-width' };
      if (!(error instanceof CsvError)) throw error;
      const goesOn = error.code === 'CSV_QUOTE_NOT_CLOSED' && !last;
      if (!goesOn) return { end, fault: 'unreadable' };
    }
    return { end, fault: null };
  }

  private refuseLine(buffer: Buffer, fault: RowIssueCode, rows: CsvRow[]): Buffer {
    const blank = blankLines(buffer, 0);
    this.line += blank.lines;
    const found = buffer.indexOf(LF, blank.end);
    const end = Math.min(found < 0 ? buffer.length : found, blank.end + SHOWN);
    const text = buffer.toString('utf8', blank.end, end);
    rows.push({ line: this.line, cells: null, fault, text });
    this.skipping = true;
    return this.skipLine(buffer.subarray(blank.end));
  }

  private skipLine(buffer: Buffer): Buffer {
    const end = buffer.indexOf(LF);
    if (end < 0) return buffer.subarray(buffer.length);
    this.skipping = false;
    this.line += 1;
    return buffer.subarray(end + 1);
  }
}

/** What the first line is parted by most often, outside quotes. */
function delimiterOf(buffer: Buffer): string {
  const start = blankLines(buffer, 0).end;
  const end = buffer.indexOf(LF, start);
  const line = buffer.toString('utf8', start, Math.min(end < 0 ? buffer.length : end, start + LARGEST_ROW));
  const bare = line.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? DELIMITERS[0];
}

/** The blank lines that a row is preceded by. */
function blankLines(buffer: Buffer, from: number): { readonly end: number; readonly lines: number } {
  let end = from;
  let lines = 0;
  for (;;) {
    if (buffer[end] === LF) end += 1;
    else if (buffer[end] === CR && buffer[end + 1] === LF) end += 2;
    else return { end, lines };
    lines += 1;
  }
}

function countLines(buffer: Buffer, from: number, to: number): number {
  let lines = 0;
  for (let at = buffer.indexOf(LF, from); at >= 0 && at < to; at = buffer.indexOf(LF, at + 1)) lines += 1;
  return Math.max(lines, 1);
}
