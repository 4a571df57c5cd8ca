import { LOOK_LIMITS, NOTICE_KINDS } from '@relink/domain';
import { z } from 'zod';
import { idFilter, idSchema, instant, listQuery, prose } from './shared.ts';

/** What supervisors are told about. */
export const noticeView = z
  .object({
    id: idSchema,
    kind: z.enum(NOTICE_KINDS),
    at: instant,
    caseId: idSchema.nullable(),
    caseReference: z.string().nullable(),
    accountId: idSchema.nullable(),
    /** Whom it is about, or who reported it. */
    agentId: idSchema.nullable(),
    agentName: z.string().nullable(),
    /** The merge that a contact opposes; null where the notice is about none. */
    mergeId: idSchema.nullable(),
    /** The sign of abuse it tells of; null where it tells of none. */
    signId: idSchema.nullable(),
    /** Which limit on one person's looks is near or reached; null of any other notice. */
    limitName: z.enum(LOOK_LIMITS).nullable(),
    settledAt: instant.nullable(),
    settledByName: z.string().nullable(),
    settleReason: z.string().nullable(),
  })
  .meta({ id: 'Notice' });
export type NoticeView = z.infer<typeof noticeView>;

/** POST /api/notices/:id/settle */
export const settleNoticeRequest = z
  .strictObject({ reason: prose(2_000).optional() })
  .meta({ id: 'NoticeSettlement' });
export type SettleNoticeRequest = z.infer<typeof settleNoticeRequest>;

export const NOTICE_SORTS = ['id', 'at', 'kind'] as const;
export const noticesQuery = listQuery(
  z.strictObject({
    id: idFilter.optional(),
    kind: z.enum(NOTICE_KINDS).optional(),
    settled: z.boolean().optional(),
  }),
  NOTICE_SORTS,
);
export type NoticesQuery = z.infer<typeof noticesQuery>;
