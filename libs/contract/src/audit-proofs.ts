import { z } from 'zod';
import { idSchema, instant, listQuery } from './shared.ts';

/** A signed state of the log: a tree of `size` leaves has this root (Base64). `note` is the C2SP signed note. */
const checkpoint = {
  size: z.int(),
  at: instant,
  root: z.string(),
  note: z.string(),
};

/** GET /api/audit-events/:id/proof: that the event is leaf `seq` of the log (RFC 6962). Hashes are Base64. */
export const auditProofResponse = z
  .object({
    eventId: idSchema,
    seq: z.int(),
    leafHash: z.string(),
    /** The RFC 8785 text that is hashed behind a zero byte; null: expired by policy, where it is old enough for that. */
    canonical: z.string().nullable(),
    path: z.array(z.string()),
    checkpoint: z.object(checkpoint),
    /** C2SP verifier key. Compare it with the one you were told: a proof by another key proves nothing. */
    verifierKey: z.string(),
  })
  .meta({ id: 'AuditProof' });
export type AuditProof = z.infer<typeof auditProofResponse>;

/** `id` is the size. */
export const auditCheckpointResponse = z
  .object({
    id: z.int(),
    ...checkpoint,
    /** When it was written outside the database; null: not yet, or nowhere. */
    witnessedAt: instant.nullable(),
  })
  .meta({ id: 'AuditCheckpoint' });
export type AuditCheckpoint = z.infer<typeof auditCheckpointResponse>;

const size = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
export const AUDIT_CHECKPOINT_SORTS = ['id', 'size', 'at'] as const;
export const auditCheckpointsQuery = listQuery(
  z.strictObject({ id: z.union([size, z.array(size).max(1000)]).optional() }),
  AUDIT_CHECKPOINT_SORTS,
);
export type AuditCheckpointsQuery = z.infer<typeof auditCheckpointsQuery>;

export const auditCheckpointParams = z.strictObject({ size });
export const auditConsistencyQuery = z.strictObject({ from: size });
/** GET /api/audit-checkpoints/:size/consistency?from=: that the log of `to` leaves begins with that of `from`. */
export const auditConsistencyResponse = z
  .object({ from: z.int(), to: z.int(), path: z.array(z.string()) })
  .meta({ id: 'AuditConsistency' });
export type AuditConsistency = z.infer<typeof auditConsistencyResponse>;

export const AUDIT_VERIFICATION_OUTCOMES = ['running', 'sound', 'broken', 'failed'] as const;
/** GET /api/audit-verification */
export const auditVerificationResponse = z
  .object({
    lastRun: z
      .object({
        id: idSchema,
        at: instant,
        finishedAt: instant.nullable(),
        /** Null: by night. */
        requestedByName: z.string().nullable(),
        /**
         * `failed`: it could not be carried out, and says nothing of the log. Without `finishedAt`, it has not moved for ten
         * minutes: its process was ended.
         */
        outcome: z.enum(AUDIT_VERIFICATION_OUTCOMES),
        /** Leaves looked at, of how many. */
        done: z.int(),
        size: z.int(),
        checkpointSize: z.int(),
        /** The first of them; `faultCount` says how many there are. */
        faults: z.array(
          z.object({
            kind: z.string(),
            sentence: z.string(),
            seq: z.int().optional(),
            eventId: z.string().optional(),
          }),
        ),
        faultCount: z.int(),
        expiredBodies: z.int(),
      })
      .nullable(),
    /** The newest. */
    checkpoint: auditCheckpointResponse.omit({ id: true }).nullable(),
    witness: z.object({
      kind: z.enum(['file', 'url']).nullable(),
      /** Of the newest checkpoint that it has; 0: none. */
      size: z.int(),
      at: instant.nullable(),
      /** Checkpoints that it does not have yet, counted up to 1,000. */
      waiting: z.int(),
    }),
    /** Why nothing is signed any more; null: all is well. */
    broken: z.string().nullable(),
    /** Null before the first checkpoint. */
    verifierKey: z.string().nullable(),
  })
  .meta({ id: 'AuditVerificationState' });
export type AuditVerificationState = z.infer<typeof auditVerificationResponse>;
