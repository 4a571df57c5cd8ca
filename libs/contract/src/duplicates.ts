import { DUPLICATE_COUNTERSIGNALS, DUPLICATE_SIGNALS, DUPLICATE_STATES } from '@relink/domain';
import { z } from 'zod';
import { accountCard } from './accounts.ts';
import { idFilter, idSchema, instant, listQuery, prose } from './shared.ts';

/** Two accounts that are likely one person's. Masked like every list. */
export const duplicateResponse = z
  .object({
    id: idSchema,
    state: z.enum(DUPLICATE_STATES),
    accounts: z.tuple([accountCard, accountCard]),
    /** In bits. */
    weight: z.number(),
    /** 0 to 1. */
    probability: z.number(),
    /** One line each, the strongest first. */
    reasons: z.array(
      z.object({ signal: z.enum([...DUPLICATE_SIGNALS, ...DUPLICATE_COUNTERSIGNALS]), weight: z.number() }),
    ),
    foundAt: instant,
    dismissed: z.object({ at: instant, byName: z.string(), reason: z.string() }).nullable(),
    /** It was dismissed, and an account changed since in a way that matters. */
    reopenedAt: instant.nullable(),
  })
  .meta({ id: 'Duplicate' });
export type DuplicateView = z.infer<typeof duplicateResponse>;

export const DUPLICATE_SORTS = ['id', 'weight', 'foundAt'] as const;
/** `accountId` with the agent's own `caseId`: the likely duplicates of one account; without, the supervisors' list. */
export const duplicatesQuery = listQuery(
  z.strictObject({
    id: idFilter.optional(),
    accountId: idSchema.optional(),
    caseId: idSchema.optional(),
    state: z.enum(DUPLICATE_STATES).optional(),
  }),
  DUPLICATE_SORTS,
);
export type DuplicatesQuery = z.infer<typeof duplicatesQuery>;

/** POST /api/duplicates/:id/dismiss: "not a duplicate"; an agent names the own case in which that was learnt. */
export const dismissDuplicateRequest = z
  .strictObject({ reason: prose(2_000), caseId: idSchema.optional() })
  .meta({ id: 'DuplicateDismissal' });
export type DismissDuplicateRequest = z.infer<typeof dismissDuplicateRequest>;

export const DUPLICATE_PASS_STATES = ['queued', 'running', 'finished', 'failed'] as const;
/** One search for duplicates through the whole shop. */
export const duplicatePassResponse = z
  .object({
    id: idSchema,
    state: z.enum(DUPLICATE_PASS_STATES),
    /** What it does now. */
    step: z.enum(['reading', 'pairing', 'scoring', 'done']),
    accounts: z.int(),
    /** Of them, or of the pairs, how many are through. */
    done: z.int(),
    of: z.int(),
    found: z.int(),
    startedByName: z.string().nullable(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'DuplicatePass' });
export type DuplicatePass = z.infer<typeof duplicatePassResponse>;
export const DUPLICATE_PASS_SORTS = ['id', 'createdAt'] as const;
export const duplicatePassesQuery = listQuery(
  z.strictObject({ id: idFilter.optional() }),
  DUPLICATE_PASS_SORTS,
);
export type DuplicatePassesQuery = z.infer<typeof duplicatePassesQuery>;
