import { ORIGINS } from '@relink/domain';
import { z } from 'zod';
import { idFilter, idSchema, instant, listQuery } from './shared.ts';

/** A value in an event: plain, opened from its ciphertext, or gone with its key. */
export const auditEventResponse = z
  .object({
    id: idSchema,
    at: instant,
    actorKind: z.enum(['agent', 'customer', 'system']),
    actorId: idSchema.nullable(),
    actorName: z.string(),
    address: z.string().nullable(),
    origin: z.enum(ORIGINS).nullable(),
    action: z.string(),
    outcome: z.enum(['done', 'refused']),
    caseId: idSchema.nullable(),
    caseReference: z.string().nullable(),
    accountId: idSchema.nullable(),
    /** What is not personal: kinds, counts, codes, plan hash. */
    facts: z.record(z.string(), z.unknown()),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
    /** True when the customer's key was erased: `before` and `after` are then null. */
    erased: z.boolean(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEventView = z.infer<typeof auditEventResponse>;

export const AUDIT_SORTS = ['id', 'at'] as const;
export const auditQuery = listQuery(
  z.strictObject({
    id: idFilter.optional(),
    agentId: idSchema.optional(),
    action: z.string().max(100).optional(),
    caseId: idSchema.optional(),
    accountId: idSchema.optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
  }),
  AUDIT_SORTS,
);
export type AuditQuery = z.infer<typeof auditQuery>;
