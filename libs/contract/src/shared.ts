import { PROBLEMS, type ProblemCode } from '@relink/domain';
import { z } from 'zod';

/** Ids are UUIDs; an id of another shape is a field error, never a look-up. */
export const idSchema = z.uuid();

/** An instant as ISO 8601 in UTC. PostgreSQL's dates are turned into text on the way out. */
export const instant = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString() : value),
  z.iso.datetime(),
);

// Control, bidi and zero-width characters make two texts look alike or one text look like another, and some letters are
// blank, so that a whole name shows nothing: UTS #39. What only chooses a picture's form may stay.
const HIDDEN =
  /(?![\uFE00-\uFE0F])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB]/u;
const HIDDEN_BUT_LINES = /[^\P{Cc}\n\r\t]|[\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/u;

/** One line of text that a person typed: trimmed, bounded, without characters that cannot be seen. */
export const line = (most: number, least = 1) =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .refine((text) => !HIDDEN.test(text), { error: 'Remove the characters that cannot be seen.' });

/** Several lines of text, such as a note. */
export const prose = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !HIDDEN_BUT_LINES.test(text), { error: 'Remove the characters that cannot be seen.' });

/** Several lines of text that somebody is still typing: not trimmed, and empty when there is nothing. */
export const unfinishedProse = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !HIDDEN_BUT_LINES.test(text), { error: 'Remove the characters that cannot be seen.' });

export const idParams = z.strictObject({ id: idSchema });

const jsonIn = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value, context) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'Not valid JSON.' });
      return z.NEVER;
    }
  }, schema);

/**
 * The query of a list, as ra-data-simple-rest writes it: `filter`, `range` and `sort` are JSON in the query string.
 * `range` counts from 0 and includes its end; `most` is how many rows may be asked for at once.
 */
export const listQuery = <F extends z.ZodType, S extends readonly [string, ...string[]]>(
  filter: F,
  sortable: S,
  most = 1000,
) =>
  z.strictObject({
    filter: jsonIn(filter).optional(),
    range: jsonIn(
      z
        .tuple([z.int().min(0), z.int().min(0)])
        .refine(([from, to]) => to >= from && to - from < most, { error: `Ask for 1 to ${most} rows.` }),
    ).optional(),
    sort: jsonIn(z.tuple([z.enum(sortable), z.enum(['ASC', 'DESC'])])).optional(),
  });

/** A filter by ids, which getMany sends: at most so many. */
export const idFilterOf = (most: number) => z.union([idSchema, z.array(idSchema).max(most)]);
export const idFilter = idFilterOf(1000);

/** RFC 9457, with a stable `code`, and `errors` per field for forms. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  errors: z.record(z.string(), z.string()).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** Six digits, however they were typed: spaces and dashes are dropped. */
export const typedCode = z
  .string()
  .max(40)
  .transform((text) => text.normalize('NFKC').replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Type the 6 digits from the message.'));
