import { CASE_OUTCOMES, REVIEW_REASONS, REVIEW_VERDICTS } from '@relink/domain';
import { z } from 'zod';
import { idFilter, idSchema, instant, listQuery, prose } from './shared.ts';

/** Something that supervisors look at again. Nothing in it is personal to a customer but what a supervisor notes. */
export const reviewView = z
  .object({
    id: idSchema,
    /** The day that it was drawn for, in UTC. */
    day: z.iso.date(),
    reason: z.enum(REVIEW_REASONS),
    drawnAt: instant,
    /** Null of a lockout that came of no case. */
    caseId: idSchema.nullable(),
    caseReference: z.string().nullable(),
    outcome: z.enum(CASE_OUTCOMES).nullable(),
    /** The merge that nobody else approved; null of anything else. */
    mergeId: idSchema.nullable(),
    /** The account whose lockout was lifted; null of anything else. */
    accountId: idSchema.nullable(),
    /** Everybody who had a part in it, by name. */
    aboutNames: z.array(z.string()),
    verdict: z.enum(REVIEW_VERDICTS).nullable(),
    note: z.string(),
    markedAt: instant.nullable(),
    markedByName: z.string().nullable(),
    /** The code of what stands in the way of marking it; null where who asks may. */
    mayNot: z.string().nullable(),
  })
  .meta({ id: 'Review' });
export type ReviewView = z.infer<typeof reviewView>;

/** POST /api/reviews/:id/mark */
export const markReviewRequest = z
  .strictObject({ verdict: z.enum(REVIEW_VERDICTS), note: prose(2_000).optional() })
  .meta({ id: 'ReviewMark' });
export type MarkReviewRequest = z.infer<typeof markReviewRequest>;

export const REVIEW_SORTS = ['id', 'day', 'reason', 'markedAt'] as const;
export const reviewsQuery = listQuery(
  z.strictObject({
    id: idFilter.optional(),
    caseId: idSchema.optional(),
    reason: z.enum(REVIEW_REASONS).optional(),
    verdict: z.enum(REVIEW_VERDICTS).optional(),
    marked: z.boolean().optional(),
  }),
  REVIEW_SORTS,
);
export type ReviewsQuery = z.infer<typeof reviewsQuery>;
