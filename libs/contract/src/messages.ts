import { MESSAGE_CHANNELS, MESSAGE_STATES } from '@relink/domain';
import { z } from 'zod';
import { idFilter, idSchema, instant, listQuery } from './shared.ts';

/** What was sent, masked; never a code, a link or a body. */
export const messageResponse = z
  .object({
    id: idSchema,
    channel: z.enum(MESSAGE_CHANNELS),
    template: z.string(),
    language: z.string(),
    destination: z.string(),
    state: z.enum(MESSAGE_STATES),
    attempts: z.int(),
    lastError: z.string().nullable(),
    caseId: idSchema.nullable(),
    accountId: idSchema.nullable(),
    createdAt: instant,
    handedOverAt: instant.nullable(),
  })
  .meta({ id: 'Message' });
export type MessageView = z.infer<typeof messageResponse>;

export const MESSAGE_SORTS = ['id', 'createdAt', 'state', 'channel'] as const;
export const messagesQuery = listQuery(
  z.strictObject({
    id: idFilter.optional(),
    state: z.enum(MESSAGE_STATES).optional(),
    channel: z.enum(MESSAGE_CHANNELS).optional(),
    caseId: idSchema.optional(),
    accountId: idSchema.optional(),
  }),
  MESSAGE_SORTS,
);
export type MessagesQuery = z.infer<typeof messagesQuery>;

/** GET /api/development/inbox: only in development, newest first. */
export const inboxResponse = z
  .object({
    messages: z.array(
      z.object({
        id: idSchema,
        channel: z.enum(MESSAGE_CHANNELS),
        destination: z.string(),
        subject: z.string(),
        body: z.string(),
        at: instant,
      }),
    ),
  })
  .meta({ id: 'Inbox' });
export type Inbox = z.infer<typeof inboxResponse>;
