import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EntityManager } from 'typeorm';
import { from } from 'pg-copy-streams';
import { connectionOf } from './named-statement.ts';

/** What a cell of a row to copy may be; the text form of its column's type. */
export type Cell = string | number | boolean | Date | null;

/** Where rows go: a table and its columns, in the rows' order. Neither may come from outside. */
export type CopyTarget = { readonly table: string; readonly columns: readonly string[] };

const TO_ESCAPE = /[\\\n\r\t]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Writes new rows in the caller's transaction by COPY: a third of the database's work of an INSERT from JSON. */
export async function copyRows(
  em: EntityManager,
  target: CopyTarget,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  if (rows.length === 0) return;
  let text = '';
  for (const row of rows) text += lineOf(row);
  await copyLines(em, target, [Buffer.from(text)]);
}

/** Writes new rows like {@link copyRows}, from their lines as they were made of {@link lineOf}. */
export async function copyLines(
  em: EntityManager,
  { table, columns }: CopyTarget,
  lines: readonly Buffer[],
): Promise<void> {
  const connection = await connectionOf(em);
  await pipeline(
    Readable.from(lines),
    connection.query(from(`copy ${table} (${columns.join(', ')}) from stdin`)),
  );
}

/** A row as COPY reads it. */
export function lineOf(row: readonly Cell[]): string {
  return `${row.map(textOf).join('\t')}\n`;
}

/** PostgreSQL's text format: https://www.postgresql.org/docs/current/sql-copy.html */
function textOf(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell !== 'string') return cell instanceof Date ? cell.toISOString() : String(cell);
  return TO_ESCAPE.test(cell) ? cell.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? '') : cell;
}

/** An array of texts as PostgreSQL writes one. */
export function textArray(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

/** Bytes as PostgreSQL writes them. */
export function bytes(value: Buffer): string {
  return `\\x${value.toString('hex')}`;
}
