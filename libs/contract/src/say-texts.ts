import { MESSAGE_LANGUAGES, SAY_CODES } from '@relink/domain';
import { z } from 'zod';
import { line, listQuery } from './shared.ts';

/** `<code>.<language>`: one sentence in one language. */
export const sayTextId = z
  .string()
  .max(60)
  .regex(/^[a-z-]+\.[a-z]{2}$/, 'There is no such sentence.');

/** A sentence that an agent may read out. */
export const sayTextView = z
  .object({
    id: sayTextId,
    code: z.enum(SAY_CODES),
    language: z.enum(MESSAGE_LANGUAGES),
    body: z.string(),
    /** Whether it is the shop's own wording; else the desk's default. */
    own: z.boolean(),
  })
  .meta({ id: 'SayText' });
export type SayTextView = z.infer<typeof sayTextView>;

/** PUT /api/say-texts/:id. Null takes the desk's default again. */
export const wordSayTextRequest = z
  .strictObject({ body: line(1_000).nullable() })
  .meta({ id: 'SayTextWording' });
export type WordSayTextRequest = z.infer<typeof wordSayTextRequest>;

export const sayTextsQuery = listQuery(
  z.strictObject({
    id: z.union([sayTextId, z.array(sayTextId).max(1000)]).optional(),
    code: z.enum(SAY_CODES).optional(),
    language: z.enum(MESSAGE_LANGUAGES).optional(),
    own: z.boolean().optional(),
  }),
  ['id'] as const,
);
export type SayTextsQuery = z.infer<typeof sayTextsQuery>;
