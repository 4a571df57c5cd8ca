import type { Columns } from './columns.ts';
import { type RowIssue, rowIssue } from './row-issue.ts';

/** Why a row cannot be loaded whatever it says: its width, a NUL byte, or a value of absurd length. Null when it can. */
export function checkRow(
  columns: Pick<Columns<string>, 'names' | 'limits'>,
  cells: readonly string[],
  line: number,
): RowIssue | null {
  const { names, limits } = columns;
  if (cells.length !== limits.length) return rowIssue(line, '', 'wrong-width');
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] ?? '';
    if (cell === '') continue;
    if (cell.length > (limits[i] ?? 0)) return rowIssue(line, names[i] ?? '', 'too-long');
    if (cell.includes('\0')) return rowIssue(line, names[i] ?? '', 'nul-byte');
  }
  return null;
}
