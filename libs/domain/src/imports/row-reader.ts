import type { Columns } from './columns.ts';
import { type RowIssue, type RowIssueCode, rowIssue } from './row-issue.ts';

const PLAIN = /^[\x20-\x7e]*$/;
const BREAKS = /[\t\n\v\f\r\x85\u2028\u2029]+/g;
// Zero-width joiners stay: Indic scripts write with them.
const HIDDEN = /[\p{Cc}\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
const HIDDEN_BUT_BREAKS = /[^\P{Cc}\n\t]|[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
const ID = /^\d{1,20}$/;

/** Reads the cells of one row by column, and keeps what is to be said about them. */
export class RowReader<C extends string> {
  readonly issues: RowIssue[] = [];

  constructor(
    private readonly columns: Columns<C>,
    private readonly cells: readonly string[],
    private readonly line: number,
  ) {}

  /** A value as it stands in the file; empty where the file has no such column. */
  raw(column: C): string {
    return this.cells[this.columns.at[column]] ?? '';
  }

  /** One line of text as written, trimmed: a formula or HTML is data like any other. Breaks become spaces. */
  text(column: C): string {
    const raw = this.raw(column);
    if (raw === '') return '';
    return PLAIN.test(raw) ? raw.trim() : this.visible(column, raw.replace(BREAKS, ' '), HIDDEN);
  }

  /** Text of several lines. */
  prose(column: C): string {
    const raw = this.raw(column);
    return PLAIN.test(raw)
      ? raw.trim()
      : this.visible(column, raw.replaceAll('\r\n', '\n'), HIDDEN_BUT_BREAKS);
  }

  /** A value before which Shopify puts an apostrophe, so that a spreadsheet leaves it alone. */
  guarded(column: C): string {
    const text = this.text(column);
    return text.startsWith("'") ? text.slice(1).trimStart() : text;
  }

  /** Shopify's id. Null, and the row refused, when there is none or it was rounded by a spreadsheet. */
  id(column: C): string | null {
    const id = this.guarded(column);
    if (ID.test(id)) return id;
    this.note(column, id === '' ? 'id-missing' : 'id-unreadable');
    return null;
  }

  note(column: C, code: RowIssueCode): void {
    this.issues.push(rowIssue(this.line, column, code));
  }

  private visible(column: C, text: string, hidden: RegExp): string {
    const seen = text.replace(hidden, '');
    if (seen !== text) this.note(column, 'hidden-characters');
    if (seen.includes('\uFFFD')) this.note(column, 'broken-encoding');
    return seen.trim();
  }
}
