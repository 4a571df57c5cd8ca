import {
  ASSURANCES,
  CASE_ACCOUNT_ROLES,
  CASE_CHANNELS,
  CASE_OUTCOMES,
  CASE_STATES,
  CHALLENGE_PURPOSES,
  CHALLENGE_STATES,
  KNOWLEDGE_KINDS,
  MESSAGE_STATES,
} from '@relink/domain';
import { z } from 'zod';
import { idFilter, idSchema, instant, line, listQuery, prose } from './shared.ts';

export const openCaseRequest = z
  .strictObject({
    channel: z.enum(CASE_CHANNELS),
    ticket: line(100, 0).optional(),
    note: prose(10_000).optional(),
  })
  .meta({ id: 'NewCase' });
export type OpenCaseRequest = z.infer<typeof openCaseRequest>;

const caseShape = {
  id: idSchema,
  reference: z.string(),
  realm: z.string(),
  channel: z.enum(CASE_CHANNELS),
  ticket: z.string(),
  state: z.enum(CASE_STATES),
  outcome: z.enum(CASE_OUTCOMES).nullable(),
  /** Null while nobody has taken it: a call-back. */
  agentId: idSchema.nullable(),
  agentName: z.string().nullable(),
  /** When the customer is to have answered; only while the case waits for them. */
  dueAt: instant.nullable(),
  openedAt: instant,
  updatedAt: instant,
  closedAt: instant.nullable(),
};

/** A case in a list. */
export const caseSummary = z.object(caseShape).meta({ id: 'CaseSummary' });
export type CaseSummary = z.infer<typeof caseSummary>;

/** One answer of `allowedActions`: what may be done, and for what may not, what is missing. */
export const actionVerdict = z
  .object({
    action: z.string(),
    accountId: idSchema.nullable(),
    identifierId: idSchema.nullable(),
    purpose: z.enum(CHALLENGE_PURPOSES).nullable(),
    allowed: z.boolean(),
    missing: z.array(z.string()),
    nextStep: z.string().nullable(),
    /** From when on time alone mends what is missing. */
    retryAt: instant.nullable(),
  })
  .meta({ id: 'ActionVerdict' });
export type ActionVerdictView = z.infer<typeof actionVerdict>;

export const challengeView = z
  .object({
    id: idSchema,
    accountId: idSchema,
    identifierId: idSchema.nullable(),
    purpose: z.enum(CHALLENGE_PURPOSES),
    state: z.enum(CHALLENGE_STATES),
    destination: z.string(),
    sentAt: instant,
    expiresAt: instant,
    triesLeft: z.int(),
    messageState: z.enum(MESSAGE_STATES),
    messageError: z.string().nullable(),
  })
  .meta({ id: 'Challenge' });
export type ChallengeView = z.infer<typeof challengeView>;

export const caseAccountView = z.object({
  accountId: idSchema,
  role: z.enum(CASE_ACCOUNT_ROLES),
  emailReportedLost: z.boolean(),
  assurance: z.enum(ASSURANCES),
  assuranceFadesAt: instant.nullable(),
  /** What the next level of assurance wants. */
  assuranceMissing: z.array(z.string()),
  roundsLeft: z.int(),
  lockedUntil: instant.nullable(),
  /** Kinds that prove nothing here because they were used to find the account. */
  excludedKinds: z.array(z.enum(KNOWLEDGE_KINDS)),
  rounds: z.array(
    z.object({
      at: instant,
      kinds: z.array(z.enum(KNOWLEDGE_KINDS)),
      enough: z.boolean(),
      afterFailure: z.boolean(),
    }),
  ),
  /** A new e-mail that waits to be confirmed; `changeId` is what a cancellation names. */
  pendingEmail: z
    .object({ changeId: idSchema, display: z.string(), requestedAt: instant, expiresAt: instant })
    .nullable(),
});
export type CaseAccountView = z.infer<typeof caseAccountView>;

/** The timeline: what happened in the case, newest last, with nothing personal in it. */
export const timelineEntry = z.object({
  id: idSchema,
  at: instant,
  actor: z.string(),
  action: z.string(),
  outcome: z.enum(['done', 'refused']),
  accountId: idSchema.nullable(),
});

export const caseNote = z.object({ id: idSchema, at: instant, agentName: z.string(), body: z.string() });

/** The workbench: a case with assurance, evidence and allowedActions. */
export const caseResponse = z
  .object({
    ...caseShape,
    own: z.boolean(),
    accounts: z.array(caseAccountView),
    challenges: z.array(challengeView),
    allowedActions: z.array(actionVerdict),
    notes: z.array(caseNote),
    timeline: z.array(timelineEntry),
  })
  .meta({ id: 'Case' });
export type CaseView = z.infer<typeof caseResponse>;

export const addAccountRequest = z
  .strictObject({ accountId: idSchema, role: z.enum(CASE_ACCOUNT_ROLES) })
  .meta({ id: 'NewCaseAccount' });
export type AddAccountRequest = z.infer<typeof addAccountRequest>;

export const addNoteRequest = z.strictObject({ body: prose(10_000) }).meta({ id: 'NewCaseNote' });
export const reportEmailLostRequest = z
  .strictObject({ accountId: idSchema })
  .meta({ id: 'EmailReportedLost' });
export const closeCaseRequest = z
  .strictObject({ outcome: z.enum(CASE_OUTCOMES), note: prose(10_000).optional() })
  .meta({ id: 'CaseClosing' });
export type CloseCaseRequest = z.infer<typeof closeCaseRequest>;
export const handOverRequest = z
  .strictObject({ agentId: idSchema, reason: prose(2_000) })
  .meta({ id: 'CaseHandOver' });
export type HandOverRequest = z.infer<typeof handOverRequest>;
export const reopenCaseRequest = z.strictObject({ reason: prose(2_000) }).meta({ id: 'CaseReopening' });
export type ReopenCaseRequest = z.infer<typeof reopenCaseRequest>;

export const CASE_SORTS = ['id', 'reference', 'openedAt', 'updatedAt', 'state', 'channel'] as const;
export const casesQuery = listQuery(
  z.strictObject({
    id: idFilter.optional(),
    q: z.string().max(100).optional(),
    mine: z.boolean().optional(),
    state: z.union([z.enum(CASE_STATES), z.array(z.enum(CASE_STATES))]).optional(),
    agentId: idSchema.optional(),
    channel: z.enum(CASE_CHANNELS).optional(),
  }),
  CASE_SORTS,
);
export type CasesQuery = z.infer<typeof casesQuery>;
