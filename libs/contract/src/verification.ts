import { ASSURANCES, KNOWLEDGE_KINDS } from '@relink/domain';
import { z } from 'zod';
import { idSchema, instant, line, prose, typedCode } from './shared.ts';

/** An order number, or words for the items with the month and the amount or the day of payment. */
const lastOrderAnswer = z
  .strictObject({
    kind: z.literal('last_order'),
    orderNumber: line(60).optional(),
    itemWords: line(200).optional(),
    /** YYYY-MM */
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Write the month as YYYY-MM.')
      .optional(),
    amount: line(40).optional(),
    /** The day of the month the order was paid on. */
    paymentDay: z.int().min(1).max(31).optional(),
  })
  .refine(
    ({ orderNumber, itemWords, month, amount, paymentDay }) =>
      orderNumber !== undefined ||
      (itemWords !== undefined && month !== undefined && (amount !== undefined || paymentDay !== undefined)),
    {
      error: 'Give the order number, or what was bought with the month and the amount or the day of payment.',
      path: ['orderNumber'],
    },
  );

/** What the caller said, one variant per kind. What cannot be compared is refused here, never counted as wrong. */
export const evidenceAnswer = z
  .discriminatedUnion('kind', [
    lastOrderAnswer,
    z.strictObject({ kind: z.literal('shipping_address'), street: line(300), postcode: line(20) }),
    z.strictObject({ kind: z.literal('username'), username: line(320) }),
    z.strictObject({ kind: z.literal('full_name'), fullName: line(300) }),
    z.strictObject({ kind: z.literal('linked_phone_number'), phone: line(60) }),
  ])
  .meta({ id: 'EvidenceAnswer' });
export type EvidenceAnswer = z.infer<typeof evidenceAnswer>;

export const evidenceRequest = z
  .strictObject({ accountId: idSchema, answers: z.array(evidenceAnswer).min(1).max(KNOWLEDGE_KINDS.length) })
  .refine(({ answers }) => new Set(answers.map((answer) => answer.kind)).size === answers.length, {
    error: 'Give each kind of answer once.',
    path: ['answers'],
  })
  .meta({ id: 'EvidenceRound' });
export type EvidenceRequest = z.infer<typeof evidenceRequest>;

/** One verdict for the round: which answer failed is not in here. */
export const evidenceResponse = z
  .object({
    verdict: z.enum(['enough', 'not-enough']),
    assurance: z.enum(ASSURANCES),
    roundsLeft: z.int(),
    lockedUntil: instant.nullable(),
  })
  .meta({ id: 'EvidenceVerdict' });
export type EvidenceResponse = z.infer<typeof evidenceResponse>;

export const sendChallengeRequest = z
  .strictObject({
    accountId: idSchema,
    identifierId: idSchema,
    purpose: z.enum(['evidence', 'spoken', 'identifier-move']),
  })
  .meta({ id: 'NewChallenge' });
export type SendChallengeRequest = z.infer<typeof sendChallengeRequest>;

/** POST /api/challenges/:id/answers: a code that the customer read aloud. */
export const spokenAnswerRequest = z.strictObject({ code: typedCode }).meta({ id: 'SpokenAnswer' });
export type SpokenAnswerRequest = z.infer<typeof spokenAnswerRequest>;

export const liftLockRequest = z
  .strictObject({ accountId: idSchema, reason: prose(500) })
  .meta({ id: 'LockLift' });
export type LiftLockRequest = z.infer<typeof liftLockRequest>;
