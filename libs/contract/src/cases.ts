import {
  ASSURANCES,
  CALLERS,
  CASE_ACCOUNT_ROLES,
  CASE_CHANNELS,
  CASE_OUTCOMES,
  CASE_STATES,
  CHALLENGE_PURPOSES,
  CHALLENGE_STATES,
  DELIVERY_ADVICE,
  DELIVERY_TROUBLES,
  KNOWLEDGE_KINDS,
  LOCK_KINDS,
  MESSAGE_STATES,
} from '@relink/domain';
import { z } from 'zod';
import { pendingLogin } from './identifiers.ts';
import { idFilter, idSchema, instant, line, listQuery, prose, unfinishedProse } from './shared.ts';

export const openCaseRequest = z
  .strictObject({
    channel: z.enum(CASE_CHANNELS),
    ticket: line(100, 0).optional(),
    note: prose(10_000).optional(),
    /** Who is on the line; the account holder unless said otherwise. */
    caller: z.enum(CALLERS).optional(),
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

/** What a customer asked for who wants to be called. */
const callBackShape = z.object({
  maskedPhone: z.string(),
  /** Null for as soon as can be. */
  wishedAt: instant.nullable(),
  language: z.string(),
  requestedAt: instant,
});

/** A case in a list. */
export const caseSummary = z
  .object({ ...caseShape, callBack: callBackShape.nullable() })
  .meta({ id: 'CaseSummary' });
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
    messageTrouble: z.enum(DELIVERY_TROUBLES).nullable(),
    /** What helps while it has not arrived; null when it has. */
    messageAdvice: z.enum(DELIVERY_ADVICE).nullable(),
    /** What the agent reads out so that the customer knows it is the shop; only to whose case it is. */
    deskCode: z.string().nullable(),
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
  /** Why and until when it is locked, for supervisors; null for everybody else and where there is no lock. */
  lock: z.object({ kind: z.enum(LOCK_KINDS), until: instant }).nullable(),
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
  pendingEmail: pendingLogin.nullable(),
  pendingPhone: pendingLogin.nullable(),
});
export type CaseAccountView = z.infer<typeof caseAccountView>;

/** The timeline: what happened in the case, newest last, with nothing personal in it. */
export const timelineEntry = z.object({
  id: idSchema,
  at: instant,
  actor: z.string(),
  action: z.string(),
  outcome: z.string(),
  accountId: idSchema.nullable(),
});

/** Somebody on the line, and how they reached the desk. */
export const caseCaller = z.object({
  id: idSchema,
  at: instant,
  channel: z.enum(CASE_CHANNELS),
  caller: z.enum(CALLERS),
  agentName: z.string().nullable(),
});

export const caseNote = z.object({ id: idSchema, at: instant, agentName: z.string(), body: z.string() });

/** The workbench: a case with assurance, evidence and allowedActions. */
export const caseResponse = z
  .object({
    ...caseShape,
    own: z.boolean(),
    /** Who is on the line: what may be done goes by it. */
    caller: z.enum(CALLERS),
    /** Newest first. */
    callers: z.array(caseCaller),
    callBack: callBackShape.nullable(),
    /** What the one who asks has begun to write and not added yet. */
    draft: z.string(),
    /** What closing is offered with, where the case says what came of it. */
    suggestedOutcome: z.enum(CASE_OUTCOMES).nullable(),
    /** The due time that is offered when the case is to wait for its customer, and the furthest. */
    waiting: z.object({ offeredDueAt: instant, furthestDueAt: instant }),
    accounts: z.array(caseAccountView),
    challenges: z.array(challengeView),
    allowedActions: z.array(actionVerdict),
    notes: z.array(caseNote),
    timeline: z.array(timelineEntry),
    /** Another where something of it has changed that the reader would see; it tells nothing of what. */
    revision: z.string(),
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

/** POST /api/cases/:id/wait */
export const waitRequest = z
  .strictObject({ dueAt: z.iso.datetime({ offset: true }), note: prose(2_000).optional() })
  .meta({ id: 'CaseWaiting' });
export type WaitRequest = z.infer<typeof waitRequest>;

/** POST /api/cases/:id/callers. Without `samePerson` it is somebody else, and the caller is verified anew. */
export const recordCallerRequest = z
  .strictObject({
    channel: z.enum(CASE_CHANNELS),
    caller: z.enum(CALLERS),
    samePerson: z.boolean().optional(),
  })
  .meta({ id: 'NewCaseCaller' });
export type RecordCallerRequest = z.infer<typeof recordCallerRequest>;

/** POST /api/cases/:id/ticket; an empty one takes the number away. */
export const setTicketRequest = z.strictObject({ ticket: line(100, 0) }).meta({ id: 'CaseTicket' });
export type SetTicketRequest = z.infer<typeof setTicketRequest>;

/** PUT /api/cases/:id/draft, kept as typed; an empty one deletes it. */
export const draftRequest = z.strictObject({ body: unfinishedProse(10_000) }).meta({ id: 'CaseDraft' });
export type DraftRequest = z.infer<typeof draftRequest>;
export const draftResponse = z.object({ draft: z.string() }).meta({ id: 'CaseDraftKept' });

/** POST /api/cases/:id/take, /api/cases/:id/suspected-fraud: nothing is asked. */
export const emptyRequest = z.strictObject({}).meta({ id: 'Nothing' });

/** GET /api/cases/:id/call-back: the number in clear, for the agent whose case it is. Each reading is an event. */
export const callBackResponse = z
  .object({ phone: z.string(), wishedAt: instant.nullable(), language: z.string(), requestedAt: instant })
  .meta({ id: 'CallBack' });
export type CallBackView = z.infer<typeof callBackResponse>;

export const CASE_QUEUES = ['call-backs'] as const;
export const CASE_SORTS = ['id', 'reference', 'openedAt', 'updatedAt', 'dueAt', 'state', 'channel'] as const;
export const casesQuery = listQuery(
  z.strictObject({
    id: idFilter.optional(),
    q: z.string().max(100).optional(),
    mine: z.boolean().optional(),
    state: z.union([z.enum(CASE_STATES), z.array(z.enum(CASE_STATES))]).optional(),
    agentId: idSchema.optional(),
    channel: z.enum(CASE_CHANNELS).optional(),
    /** Those that wait for a customer whose time is up. */
    due: z.literal(true).optional(),
    /** Those that nobody has taken yet. */
    queue: z.enum(CASE_QUEUES).optional(),
  }),
  CASE_SORTS,
);
export type CasesQuery = z.infer<typeof casesQuery>;
