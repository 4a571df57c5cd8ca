import { z } from 'zod';
import { auditConditions } from './audit.ts';
import { idFilter, idSchema, instant, listQuery, prose } from './shared.ts';

export const AUDIT_EXPORT_FORMATS = ['ndjson', 'csv'] as const;
export const AUDIT_EXPORT_STATES = ['waiting', 'running', 'finished', 'failed', 'deleted'] as const;

/** Asks for a file of the events that the filter leaves up to now, with their proofs. Personal values stay sealed. */
export const requestAuditExport = z.strictObject({
  filter: auditConditions,
  format: z.enum(AUDIT_EXPORT_FORMATS),
  /** Why it is needed; kept with the export. */
  reason: prose(500),
});
export type RequestAuditExport = z.infer<typeof requestAuditExport>;

export const auditExportResponse = z
  .object({
    id: idSchema,
    agentId: idSchema,
    agentName: z.string(),
    format: z.enum(AUDIT_EXPORT_FORMATS),
    reason: z.string(),
    filter: auditConditions,
    /** `waiting` also while what it covers is not yet under a checkpoint. */
    state: z.enum(AUDIT_EXPORT_STATES),
    /** About how many events there will be, and how many are written. */
    about: z.int(),
    events: z.int(),
    /** Of the file, in bytes. */
    bytes: z.int(),
    /** What the proofs lead to: a signed note over the log of this size. Beside a CSV file it is needed to verify it. */
    checkpoint: z.object({ size: z.int(), root: z.string(), note: z.string(), at: instant }).nullable(),
    verifierKey: z.string().nullable(),
    failure: z.string().nullable(),
    createdAt: instant,
    /** While it waits for the checkpoint over its last event: when that comes at the latest. */
    waitsUntil: instant.nullable(),
    finishedAt: instant.nullable(),
    /** When the file is deleted. */
    expiresAt: instant.nullable(),
    /** Only who asked for it may fetch the file. */
    own: z.boolean(),
  })
  .meta({ id: 'AuditExport' });
export type AuditExportView = z.infer<typeof auditExportResponse>;

export const auditExportsQuery = listQuery(z.strictObject({ id: idFilter.optional() }), ['createdAt']);
export type AuditExportsQuery = z.infer<typeof auditExportsQuery>;

/** How the stream to the shop's own log store (SIEM) stands. */
export const auditStreamResponse = z
  .object({
    configured: z.boolean(),
    /** The first event that has not been taken. */
    nextSeq: z.int(),
    /** Sequenced events that wait to be taken, and the age of the oldest (seconds). */
    behind: z.int(),
    behindSeconds: z.number(),
    sentAt: instant.nullable(),
    failingSince: instant.nullable(),
    lastError: z.string().nullable(),
  })
  .meta({ id: 'AuditStream' });
export type AuditStreamView = z.infer<typeof auditStreamResponse>;
