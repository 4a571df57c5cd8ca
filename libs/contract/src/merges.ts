import {
  ACCOUNT_STATUSES,
  APPROVAL_STATES,
  CODE_METHODS,
  CONTACT_PREFERENCES,
  HOLD_KINDS,
  IDENTIFIER_KINDS,
  IDENTIFIER_STATES,
  IDENTIFIER_USES,
  MERGE_BLOCKERS,
  MERGE_BLOCKER_LIFTED_BY,
  MERGE_FIELDS,
  MERGE_SIDES,
  MERGE_STATES,
  SUBSCRIPTION_STATES,
  UNDO_STATES,
  UNDO_SUBJECTS,
} from '@relink/domain';
import { z } from 'zod';
import { actionVerdict } from './cases.ts';
import { idFilter, idSchema, instant, listQuery, prose } from './shared.ts';

const side = z.enum([...MERGE_SIDES, 'both']);
const planHash = z.string().regex(/^[0-9a-f]{64}$/, 'Look at the preview again.');
const money = z.object({ currency: z.string(), amount: z.string() });

export const mergeChoices = z.strictObject({
  fields: z.partialRecord(z.enum(MERGE_FIELDS), side).optional(),
  primaryIds: z.array(idSchema).max(4).optional(),
  releaseIds: z.array(idSchema).max(20).optional(),
});

/** POST /api/cases/:id/merges/preview. Nothing is changed. Without a survivor the default one is taken. */
export const mergePreviewRequest = z
  .strictObject({
    accountIds: z.tuple([idSchema, idSchema]),
    survivorId: idSchema.optional(),
    choices: mergeChoices.optional(),
  })
  .meta({ id: 'MergePreviewRequest' });
export type MergePreviewRequest = z.infer<typeof mergePreviewRequest>;

/** POST /api/cases/:id/merges: exactly what the preview of that hash showed, or nothing. */
export const mergeRequest = z
  .strictObject({
    survivorId: idSchema,
    otherId: idSchema,
    choices: mergeChoices.optional(),
    planHash,
    /** What a second person is told, where one is asked. */
    reason: prose(2_000).optional(),
  })
  .meta({ id: 'NewMerge' });
export type MergeRequest = z.infer<typeof mergeRequest>;

const mergeIdentifier = z.object({
  id: idSchema,
  /** Whose it is before the merge. */
  from: z.enum(MERGE_SIDES),
  kind: z.enum(IDENTIFIER_KINDS),
  use: z.enum(IDENTIFIER_USES),
  state: z.enum(IDENTIFIER_STATES),
  display: z.string(),
  primary: z.boolean(),
});
const mergeAddress = z.object({
  id: z.string(),
  from: z.enum(MERGE_SIDES),
  isDefault: z.boolean(),
  display: z.string(),
});
const mergeConsent = z.object({ topic: z.string(), granted: z.boolean() });

/** One column of the merge page. Personal values are masked by the server where the case does not show them. */
export const mergeColumn = z
  .object({
    /** Null of the result. */
    accountId: idSchema.nullable(),
    status: z.enum(ACCOUNT_STATUSES),
    masked: z.boolean(),
    fields: z.record(z.enum(MERGE_FIELDS), z.string()),
    beganYear: z.int().nullable(),
    identifiers: z.array(mergeIdentifier),
    addresses: z.array(mergeAddress),
    orderCount: z.int(),
    orderTotals: z.array(money),
    /** This and what is below: of a masked column nothing, until the caller was verified for the claimed account. */
    points: z.int(),
    credits: z.array(money),
    giftCards: z.array(money),
    subscriptions: z.array(z.object({ product: z.string(), state: z.enum(SUBSCRIPTION_STATES) })),
    consents: z.array(mergeConsent),
    holds: z.array(z.enum(HOLD_KINDS)),
    contactPreference: z.enum(CONTACT_PREFERENCES).nullable(),
    note: z.string(),
    tags: z.array(z.string()),
    caseCount: z.int(),
    messageCount: z.int(),
    hasPassword: z.boolean(),
    hasSecondFactor: z.boolean(),
  })
  .meta({ id: 'MergeColumn' });
export type MergeColumn = z.infer<typeof mergeColumn>;

export const mergePreviewResponse = z
  .object({
    survivor: mergeColumn,
    other: mergeColumn,
    /** Null while something is in the way. */
    result: mergeColumn.nullable(),
    /** The side of each field, the defaults filled in; a conflict is a field where both have a value and differ. */
    sides: z.record(z.enum(MERGE_FIELDS), side),
    conflicts: z.array(z.enum(MERGE_FIELDS)),
    /** Fields of which both may be kept. */
    mayKeepBoth: z.array(z.enum(MERGE_FIELDS)),
    blockers: z.array(
      z.object({
        code: z.enum(MERGE_BLOCKERS),
        accountId: idSchema.nullable(),
        liftedBy: z.enum([...new Set(Object.values(MERGE_BLOCKER_LIFTED_BY))]),
      }),
    ),
    /** Null while something is in the way. */
    planHash: planHash.nullable(),
    /** What moves, for the words of the button. */
    moves: z.object({ orders: z.int(), points: z.int(), credits: z.array(money), identifiers: z.int() }),
    /** Who will be told, masked. */
    told: z.array(z.object({ method: z.enum(CODE_METHODS), display: z.string() })),
    /** The verdict on merging in this case, and whether a second person has to say yes. */
    verdict: actionVerdict,
    needsApproval: z.boolean(),
  })
  .meta({ id: 'MergePreview' });
export type MergePreview = z.infer<typeof mergePreviewResponse>;

const counted = z.partialRecord(z.string(), z.int());

/** One merge: asked for, under way, done or undone. */
export const mergeResponse = z
  .object({
    id: idSchema,
    state: z.enum(MERGE_STATES),
    survivorId: idSchema,
    /** Masked. */
    survivorName: z.string(),
    otherId: idSchema,
    otherName: z.string(),
    caseId: idSchema.nullable(),
    caseReference: z.string().nullable(),
    planHash,
    approvalId: idSchema.nullable(),
    approvalState: z.enum(APPROVAL_STATES).nullable(),
    requestedAt: instant,
    requestedByName: z.string().nullable(),
    executedAt: instant.nullable(),
    /** The code of what stood in the way at the last moment. */
    refusal: z.string().nullable(),
    /** Statement `statement` of `of` is under way; null when it is not running. */
    progress: z.object({ statement: z.int(), of: z.int(), name: z.string() }).nullable(),
    /** Rows that were moved, by what they are. */
    counts: counted,
    sums: z.object({ points: z.int(), credits: z.array(money) }),
    /** Until when it can be undone; null when it cannot. */
    undoUntil: instant.nullable(),
    undo: z
      .object({
        id: idSchema,
        state: z.enum(UNDO_STATES),
        caseId: idSchema.nullable(),
        approvalId: idSchema.nullable(),
        requestedAt: instant,
        executedAt: instant.nullable(),
        refusal: z.string().nullable(),
        progress: z.object({ statement: z.int(), of: z.int(), name: z.string() }).nullable(),
      })
      .nullable(),
    /** Whether who asks may ask for its undoing now, and the code of what stands in the way. */
    mayUndo: z.boolean(),
    mayNotUndo: z.string().nullable(),
  })
  .meta({ id: 'Merge' });
export type MergeView = z.infer<typeof mergeResponse>;

const shownOfUndo = mergeResponse.shape.undo.unwrap();
/** GET /api/merges/:id/progress: how far it is and nothing of whom, so that following it is no look. */
export const mergeProgressResponse = mergeResponse
  .pick({ state: true, approvalState: true, progress: true })
  .extend({ undo: shownOfUndo.pick({ id: true, state: true, progress: true }).nullable() })
  .meta({ id: 'MergeProgress' });
export type MergeProgressView = z.infer<typeof mergeProgressResponse>;

export const MERGE_SORTS = ['id', 'requestedAt', 'state'] as const;
/** `accountId`: as survivor or as the other one; together they are the account's history. */
export const mergesQuery = listQuery(
  z.strictObject({
    id: idFilter.optional(),
    accountId: idSchema.optional(),
    caseId: idSchema.optional(),
    state: z.union([z.enum(MERGE_STATES), z.array(z.enum(MERGE_STATES))]).optional(),
  }),
  MERGE_SORTS,
);
export type MergesQuery = z.infer<typeof mergesQuery>;

export const undoDecision = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('keep') }),
  z.strictObject({ do: z.literal('revert') }),
  z.strictObject({ do: z.literal('split'), toOther: z.string().regex(/^\d{1,15}(\.\d{1,2})?$/) }),
]);
const undoDecisions = z.record(z.string().max(200), undoDecision);

/** POST /api/merges/:id/undo/preview: what changed since, each to be kept or taken back. Nothing is changed. */
export const undoPreviewRequest = z
  .strictObject({ decisions: undoDecisions.optional() })
  .meta({ id: 'MergeUndoPreviewRequest' });
export type UndoPreviewRequest = z.infer<typeof undoPreviewRequest>;

export const undoPreviewResponse = z
  .object({
    changes: z.array(
      z.object({
        id: z.string(),
        subject: z.enum(UNDO_SUBJECTS),
        needsDecision: z.boolean(),
        options: z.array(z.enum(['keep', 'revert', 'split'])),
        decision: undoDecision.nullable(),
        before: z.string(),
        now: z.string(),
      }),
    ),
    /** Why it cannot be undone, with what is in the way where that is a merge; null where it can. */
    notPossible: z.object({ code: z.string(), mergeId: idSchema.nullable() }).nullable(),
    /** Null while a decision is missing or it cannot be undone. */
    planHash: planHash.nullable(),
    /** What goes back to the other account. */
    moves: z.object({ orders: z.int(), points: z.int(), credits: z.array(money), identifiers: z.int() }),
    told: z.array(z.object({ method: z.enum(CODE_METHODS), display: z.string() })),
  })
  .meta({ id: 'MergeUndoPreview' });
export type UndoPreview = z.infer<typeof undoPreviewResponse>;

/** POST /api/merges/:id/undo: opens a case of its own and asks for a second person's yes. */
export const undoRequest = z
  .strictObject({ decisions: undoDecisions, planHash, reason: prose(2_000) })
  .meta({ id: 'MergeUndo' });
export type UndoRequest = z.infer<typeof undoRequest>;
