import { z } from 'zod';
import { environment } from './environment.ts';
import { SETTING_NOTES } from './setting-notes.ts';

type Row = readonly [name: string, otherwise: string, secret: string, about: string];

const HEAD: Row = ['setting', 'default', 'secret', 'what it is'];

/** The page of every setting, in Markdown as Prettier leaves it. Made by `npm run docs:settings`; a test compares it. */
export function settingsPage(): string {
  const groups = new Map<string, Row[]>();
  for (const [name, schema] of Object.entries<z.ZodType>(environment.shape)) {
    const note = SETTING_NOTES.get(schema);
    if (!note) throw new Error(`The setting ${name} has no note.`);
    const otherwise = note.otherwise ?? defaultOf(schema);
    const row: Row = [`\`${name}\``, otherwise, note.secret ? 'yes' : '', `${note.about}${lengthOf(schema)}`];
    groups.set(note.group, [...(groups.get(note.group) ?? []), row]);
  }
  const parts = [...groups].map(([group, rows]) => `## ${group}\n\n${table(rows)}`);
  return `# Settings

<!-- Made by "npm run docs:settings" from apps/api/src/platform/config/environment.ts. Change it there. -->

Variables of the environment, read once at the start. A process does not start with one that is malformed: it names each
and never repeats its value. An empty one counts as not set. Keep the secret ones out of files that are backed up with
the database, and give each process only what it needs ([operations](../operations.md#processes)).

${parts.join('\n\n')}
`;
}

function defaultOf(schema: z.ZodType): string {
  return schema instanceof z.ZodDefault ? `\`${String(schema.def.defaultValue)}\`` : '';
}

/** What the schema refuses and a note would forget to say. */
function lengthOf(schema: z.ZodType): string {
  const inner = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? schema.unwrap() : schema;
  const least = inner instanceof z.ZodString ? (inner.minLength ?? 0) : 0;
  return least > 1 ? ` ${String(least)} characters or more.` : '';
}

function table(rows: readonly Row[]): string {
  const widths = HEAD.map((_, column) =>
    Math.max(...[HEAD, ...rows].map((row) => [...(row[column] ?? '')].length)),
  );
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const padded = (row: Row) => line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  return [padded(HEAD), line(widths.map((width) => '-'.repeat(width))), ...rows.map(padded)].join('\n');
}
