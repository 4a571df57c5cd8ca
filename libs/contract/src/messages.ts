import {
  DELIVERY_ADVICE,
  DELIVERY_TROUBLES,
  MESSAGE_CHANNELS,
  MESSAGE_STATES,
  RECEIPT_STATES,
} from '@relink/domain';
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
    /** The carrier's or mail server's own code. */
    carrierCode: z.string().nullable(),
    trouble: z.enum(DELIVERY_TROUBLES).nullable(),
    advice: z.enum(DELIVERY_ADVICE).nullable(),
    caseId: idSchema.nullable(),
    accountId: idSchema.nullable(),
    createdAt: instant,
    handedOverAt: instant.nullable(),
    deliveredAt: instant.nullable(),
    bouncedAt: instant.nullable(),
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

/** POST /api/receipts/messages: what became of a message, by the id it was handed over with. */
export const receiptRequest = z
  .object({
    id: idSchema,
    state: z.enum(RECEIPT_STATES),
    /** `30007`, `5.1.1`: shown to agents, never a text of the carrier's. */
    code: z
      .string()
      .regex(/^[0-9A-Za-z._-]{1,20}$/, 'Send the code alone.')
      .optional(),
  })
  .meta({ id: 'Receipt' });
export type ReceiptRequest = z.infer<typeof receiptRequest>;

/** POST /api/receipts/twilio?message=: the fields of Twilio's status callback that are read. */
export const twilioReceipt = z
  .object({ MessageStatus: z.string().max(40), ErrorCode: z.string().max(20).optional() })
  .meta({ id: 'TwilioReceipt' });
export type TwilioReceipt = z.infer<typeof twilioReceipt>;
export const twilioReceiptQuery = z.object({ message: idSchema });

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
