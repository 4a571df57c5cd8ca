import {
  APPROVAL_KINDS,
  APPROVAL_RISKS,
  APPROVAL_STATES,
  CODE_METHODS,
  HOLD_REASONS,
  IDENTIFIER_KINDS,
  KNOWLEDGE_KINDS,
  PENDING_KINDS,
} from '@relink/domain';
import { z } from 'zod';
import { erasurePlanView } from './erasure.ts';
import { mergePreviewResponse, undoPreviewResponse } from './merges.ts';
import { idFilterOf, idSchema, instant, listQuery, prose } from './shared.ts';

/** POST /api/portal/objections: "this wasn't me", by the link's token, which came in the URL's fragment. */
export const objectionRequest = z
  .strictObject({
    token: z.string().regex(/^[A-Za-z0-9_-]{20,100}$/, 'Open the link from the message again.'),
  })
  .meta({ id: 'PortalObjection' });
export type ObjectionRequest = z.infer<typeof objectionRequest>;

/**
 * `cancelled` before the effect, `locked` after it until a supervisor has decided, `noted` where there is nothing left to
 * cancel or to take back.
 */
export const objectionResponse = z
  .object({ outcome: z.enum(['cancelled', 'locked', 'noted']) })
  .meta({ id: 'PortalObjectionTaken' });
export type ObjectionResponse = z.infer<typeof objectionResponse>;

const approvalShape = {
  id: idSchema,
  kind: z.enum(APPROVAL_KINDS),
  state: z.enum(APPROVAL_STATES),
  accountId: idSchema,
  /** Masked. */
  accountName: z.string(),
  caseId: idSchema.nullable(),
  caseReference: z.string().nullable(),
  changeId: idSchema.nullable(),
  /** What the change brought; null where a new password is opposed. */
  changeKind: z.enum(PENDING_KINDS).nullable(),
  /** The merge that it is about, and its undoing where it is about that. */
  mergeId: idSchema.nullable(),
  undoId: idSchema.nullable(),
  /** The account that is merged into `accountId`, or comes back from it, and its masked name; null of anything else. */
  otherId: idSchema.nullable(),
  otherName: z.string().nullable(),
  requestedAt: instant,
  /** Null where a customer asks. */
  requestedByName: z.string().nullable(),
  /** Null where it waits until it is decided. */
  expiresAt: instant.nullable(),
  holdReasons: z.array(z.enum(HOLD_REASONS)),
  /** When a held change takes effect by itself. */
  heldUntil: instant.nullable(),
  decidedAt: instant.nullable(),
  decidedByName: z.string().nullable(),
  decisionReason: z.string().nullable(),
  /** Whether who asks may say yes or no, and the code of what stands in the way of a yes. */
  mayApprove: z.boolean(),
  mayReject: z.boolean(),
  mayNot: z.string().nullable(),
  /** What speaks for caution while a merge, an undoing or an erasure waits, and on which account (of an erasure also any that was merged into it); null where it is of two together. */
  risks: z.array(z.object({ risk: z.enum(APPROVAL_RISKS), accountId: idSchema.nullable() })),
};

/** An approval in the queue. */
export const approvalSummary = z.object(approvalShape).meta({ id: 'ApprovalSummary' });
export type ApprovalSummary = z.infer<typeof approvalSummary>;

/** An approval with what would be done now, in words: everything masked. */
export const approvalResponse = z
  .object({
    ...approvalShape,
    planHash: z.string(),
    /** False where the plan it was asked for is not what would be done now: deciding it makes it void. */
    current: z.boolean(),
    /** Why it cannot be carried out; null where it can. */
    notPossible: z.string().nullable(),
    plan: z
      .object({
        lines: z.array(
          z.object({
            what: z.enum(['signs-in', 'released', 'restored', 'access-ended', 'told']),
            accountId: idSchema,
            kind: z.enum(IDENTIFIER_KINDS).nullable(),
            display: z.string(),
          }),
        ),
        before: z.array(z.string()),
        after: z.array(z.string()),
      })
      .nullable(),
    /** What was proven in its case, and of which account. */
    evidence: z.object({
      rounds: z.array(
        z.object({
          accountId: idSchema,
          at: instant,
          agentName: z.string(),
          kinds: z.array(z.enum(KNOWLEDGE_KINDS)),
          enough: z.boolean(),
          afterFailure: z.boolean(),
        }),
      ),
      codes: z.array(
        z.object({
          accountId: idSchema,
          at: instant,
          method: z.enum(CODE_METHODS),
          display: z.string(),
          answered: z.boolean(),
        }),
      ),
    }),
    /** Of a merge or an undoing: what who asked says, and what would come of it now; null of anything else. */
    merge: z
      .object({
        reason: z.string(),
        /** Both accounts and the result, while a merge waits. */
        preview: mergePreviewResponse
          .pick({
            survivor: true,
            other: true,
            result: true,
            sides: true,
            conflicts: true,
            blockers: true,
            moves: true,
            told: true,
          })
          .nullable(),
        /** What changed since, each with what is decided about it, while an undoing waits. */
        undo: undoPreviewResponse
          .pick({ changes: true, notPossible: true, moves: true, told: true })
          .nullable(),
      })
      .nullable(),
    /** Of an erasure: what who asked says, and what would be done now while it waits; null of anything else. */
    erasure: z.object({ reason: z.string(), plan: erasurePlanView.nullable() }).nullable(),
    /** Who said that it was not them, masked. */
    objections: z.array(z.object({ at: instant, display: z.string() })),
  })
  .meta({ id: 'Approval' });
export type ApprovalView = z.infer<typeof approvalResponse>;

export const approveRequest = z.strictObject({ reason: prose(2_000).optional() }).meta({ id: 'ApprovalYes' });
export type ApproveRequest = z.infer<typeof approveRequest>;
export const rejectRequest = z.strictObject({ reason: prose(2_000) }).meta({ id: 'ApprovalNo' });
export type RejectRequest = z.infer<typeof rejectRequest>;

export const APPROVAL_SORTS = ['id', 'requestedAt', 'state', 'kind'] as const;
/** So many at once: each that waits is shown with what speaks for caution, which takes several looks by index. */
const MOST_APPROVALS = 100;
export const approvalsQuery = listQuery(
  z.strictObject({
    id: idFilterOf(MOST_APPROVALS).optional(),
    state: z.union([z.enum(APPROVAL_STATES), z.array(z.enum(APPROVAL_STATES))]).optional(),
    kind: z.enum(APPROVAL_KINDS).optional(),
  }),
  APPROVAL_SORTS,
  MOST_APPROVALS,
);
export type ApprovalsQuery = z.infer<typeof approvalsQuery>;
