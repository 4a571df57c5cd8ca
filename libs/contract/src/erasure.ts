import { ERASED_PARTS, KEPT_BECAUSE, KEPT_PARTS } from '@relink/domain';
import { z } from 'zod';
import { idSchema, instant, prose } from './shared.ts';

/** What an erasure would empty and what it would keep, and why. */
export const erasurePlanView = z.object({
  planHash: z.string(),
  /** The account and every one that was merged into it. */
  accountIds: z.array(idSchema),
  erases: z.array(z.enum(ERASED_PARTS)),
  keeps: z.array(
    z.object({ part: z.enum(KEPT_PARTS), because: z.enum([...new Set(Object.values(KEPT_BECAUSE))]) }),
  ),
  /** How much there is of what is told; for the eye, and no part of what is approved. */
  counts: z.object({
    identifiers: z.number(),
    addresses: z.number(),
    orders: z.number(),
    messages: z.number(),
    cases: z.number(),
    notes: z.number(),
  }),
});
export type ErasurePlanView = z.infer<typeof erasurePlanView>;

/** GET /api/accounts/:id/erasure: how a customer stands to being erased. */
export const erasureStanding = z
  .object({
    accountId: idSchema,
    /** Null unless they were erased. */
    erasedAt: instant.nullable(),
    /** The desk's own hold; null where there is none. */
    legalHold: z
      .object({ id: idSchema, reason: z.string(), placedAt: instant, placedByName: z.string() })
      .nullable(),
    /** Whether the shop's files say that there is one. */
    shopHold: z.boolean(),
    /** The latest that was asked for. */
    erasure: z
      .object({
        id: idSchema,
        state: z.enum(['waiting', 'queued', 'running', 'done', 'refused']),
        refusal: z.string().nullable(),
        approvalId: idSchema.nullable(),
        requestedAt: instant,
        requestedByName: z.string().nullable(),
        approvedByName: z.string().nullable(),
        executedAt: instant.nullable(),
      })
      .nullable(),
    plan: erasurePlanView.nullable(),
    /** The code of what stands in the way. */
    notPossible: z.string().nullable(),
  })
  .meta({ id: 'ErasureStanding' });
export type ErasureStanding = z.infer<typeof erasureStanding>;

/** POST /api/accounts/:id/erasures: the plan is the one that was looked at. */
export const erasureRequest = z
  .strictObject({ reason: prose(2_000), planHash: z.string().regex(/^[0-9a-f]{64}$/) })
  .meta({ id: 'ErasureRequest' });
export type ErasureRequest = z.infer<typeof erasureRequest>;

/** Placing and lifting a legal hold. */
export const legalHoldRequest = z.strictObject({ reason: prose(2_000) }).meta({ id: 'LegalHoldRequest' });
export type LegalHoldRequest = z.infer<typeof legalHoldRequest>;
