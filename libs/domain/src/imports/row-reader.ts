import { columnName, type Columns } from './columns.ts';
import { readAmount, readDate } from './reading.ts';
import { type RowIssue, type RowIssueCode, rowIssue } from './row-issue.ts';

const PLAIN = /^[\x20-\x7e]*$/;
const BREAKS = /[\t\n\v\f\r\x85\u2028\u2029]+/g;
// Zero-width joiners stay: Indic scripts write with them.
const HIDDEN = /[\p{Cc}\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
const HIDDEN_BUT_BREAKS = /[^\P{Cc}\n\t]|[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
const DIGITS = /^\d{1,20}$/;
// A colon is left out: it parts the kind from the value where a customer is known by e-mail or phone.
const ANY_ID = /^[\p{L}\p{N}#._\-/]{1,64}$/u;
const ROUNDED = /^\d(?:[.,]\d+)?E\+?\d{1,2}$/i;
const NOBODY = /^0*$/;

/** Reads the cells of one row by column, and keeps what is to be said about them. */
export class RowReader<C extends string> {
  readonly issues: RowIssue[] = [];

  constructor(
    private readonly columns: Columns<C>,
    private readonly cells: readonly string[],
    private readonly line: number,
  ) {}

  /** A value as it stands in the file; empty where the file has no such column. */
  raw(field: C): string {
    const first = this.cells[this.columns.at[field]] ?? '';
    return first === '' && this.columns.or[field] >= 0 ? (this.cells[this.columns.or[field]] ?? '') : first;
  }

  /** One line of text as written, trimmed: a formula or HTML is data like any other. Breaks become spaces. */
  text(field: C): string {
    const raw = this.raw(field);
    if (raw === '') return '';
    return PLAIN.test(raw) ? raw.trim() : this.visible(field, raw.replace(BREAKS, ' '), HIDDEN);
  }

  /** Text of several lines. */
  prose(field: C): string {
    const raw = this.raw(field);
    return PLAIN.test(raw)
      ? raw.trim()
      : this.visible(field, raw.replaceAll('\r\n', '\n'), HIDDEN_BUT_BREAKS);
  }

  /** A value before which Shopify puts an apostrophe, so that a spreadsheet leaves it alone. */
  guarded(field: C): string {
    const text = this.text(field);
    return text.startsWith("'") ? text.slice(1).trimStart() : text;
  }

  /**
   * The shop's own id. Null, and the row refused, when it was rounded by a spreadsheet or is none, and when there is
   * none in a file whose rows all have one; elsewhere that, and 0, is empty.
   */
  id(field: C): string | null {
    const id = this.guarded(field);
    const needed = this.columns.reading.ids === 'digits';
    if (!needed && NOBODY.test(id)) return '';
    if (needed ? DIGITS.test(id) : ANY_ID.test(id) && !ROUNDED.test(id)) return id;
    this.note(field, id === '' ? 'id-missing' : 'id-unreadable');
    return null;
  }

  /** A date as this file writes them, in ISO 8601 in UTC; null when it cannot be read. */
  date(field: C): string | null {
    return readDate(this.text(field), this.columns.reading.dates);
  }

  /** An amount as this file writes them, decimal; null when it cannot be read. */
  amount(field: C): string | null {
    return readAmount(this.text(field), this.columns.reading.decimals);
  }

  /** An amount that somebody has, with two decimal places; null when it cannot be read or is a debt. */
  money(field: C): string | null {
    const amount = this.amount(field);
    // Of 13 digits at most: a double holds them with their cents.
    return amount === null || amount.startsWith('-') ? null : Number(amount).toFixed(2);
  }

  note(field: C, code: RowIssueCode): void {
    this.issues.push(rowIssue(this.line, columnName(this.columns, field), code));
  }

  private visible(field: C, text: string, hidden: RegExp): string {
    const seen = text.replace(hidden, '');
    if (seen !== text) this.note(field, 'hidden-characters');
    if (seen.includes('\uFFFD')) this.note(field, 'broken-encoding');
    return seen.trim();
  }
}
