const FORMULA = /^\s*[=+\-@\t\r]/;
const TO_QUOTE = /[",\r\n]/;

/**
 * One value of a CSV download (RFC 4180). A value that a spreadsheet would take for a formula gets an apostrophe in
 * front, as OWASP advises (CSV Injection): names and notes come from strangers.
 */
export function csvCell(value: string): string {
  return FORMULA.test(value) ? `"'${value.replaceAll('"', '""')}"` : plainCell(value);
}

/** One line of a CSV download, with its line end. */
export function csvLine(values: readonly string[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

/** A row as it stands in a file, to be shown; not safe to open in a spreadsheet. */
export function csvRowText(cells: readonly string[]): string {
  return cells.map(plainCell).join(',');
}

function plainCell(value: string): string {
  return TO_QUOTE.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
