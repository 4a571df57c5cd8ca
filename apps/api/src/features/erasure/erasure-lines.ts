import { z } from 'zod';
import type { ErasedLine } from './erased-accounts.ts';

const shape = z.strictObject({
  accountId: z.uuid(),
  erasureId: z.uuid(),
  realm: z.string(),
  externalDigest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  at: z.iso.datetime(),
});

/** A list of erasures that was read, and the numbers (from 1) of its lines that are none. */
export type ErasureLines = { readonly lines: readonly ErasedLine[]; readonly faulty: readonly number[] };

/**
 * Reads a list of erasures: one JSON object a line. A line that a crash cut off is passed over where a later one holds it
 * whole.
 */
export function readErasureLines(text: string): ErasureLines {
  const lines: ErasedLine[] = [];
  const faulty: number[] = [];
  const texts = text.split('\n');
  for (const [at, each] of texts.entries()) {
    if (each.trim() === '') continue;
    const parsed = shape.safeParse(jsonOrNull(each));
    if (parsed.success) lines.push(parsed.data);
    else if (!texts.slice(at + 1).some((later) => later.startsWith(each))) faulty.push(at + 1);
  }
  return { lines, faulty };
}

/** One line of the list, with its end. */
export function erasureLine(line: ErasedLine): string {
  return `${JSON.stringify(line)}\n`;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
