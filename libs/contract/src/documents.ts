import { DOCUMENT_STATES, DOCUMENT_VERDICTS, DOCUMENT_WAYS, PICTURE_KINDS, PROBLEMS } from '@relink/domain';
import { z } from 'zod';
import { idFilter, idSchema, instant, line, listQuery, prose } from './shared.ts';

const code = z.enum(Object.keys(PROBLEMS) as [keyof typeof PROBLEMS, ...(keyof typeof PROBLEMS)[]]);

/** POST /api/cases/:id/documents: by a link to the contact, or, with null, by a code that the agent reads out. */
export const askDocumentRequest = z
  .strictObject({ accountId: idSchema, identifierId: idSchema.nullable() })
  .meta({ id: 'DocumentAsked' });
export type AskDocumentRequest = z.infer<typeof askDocumentRequest>;

const summaryShape = {
  id: idSchema,
  state: z.enum(DOCUMENT_STATES),
  way: z.enum(DOCUMENT_WAYS),
  caseId: idSchema,
  caseReference: z.string(),
  accountId: idSchema,
  /** Masked. */
  accountName: z.string(),
  askedAt: instant,
  askedByName: z.string(),
  receivedAt: instant.nullable(),
  /** How many pictures came. */
  pictureCount: z.int(),
  verdict: z.enum(DOCUMENT_VERDICTS).nullable(),
  proposedAt: instant.nullable(),
  proposedByName: z.string().nullable(),
  decidedByName: z.string().nullable(),
  /** When it was decided, or lapsed. */
  endedAt: instant.nullable(),
  deletedAt: instant.nullable(),
};

/** An identity document in the list of what waits. */
export const documentSummary = z.object(summaryShape).meta({ id: 'DocumentSummary' });
export type DocumentSummary = z.infer<typeof documentSummary>;

/** An identity document, as who asks may see it. The pictures come one by one, each look at one is an event. */
export const documentResponse = z
  .object({
    ...summaryShape,
    /** The contact that the link went to, masked; null where a code is read out. */
    destination: z.string().nullable(),
    /** Until when the link or the code works. */
    expiresAt: instant,
    /** The code to read out: for the agent of the case only, and only until it was used or is over. */
    code: z.string().nullable(),
    /** What the agent of the case can read out, so that the customer knows that the link is the shop's. */
    deskCode: z.string().nullable(),
    /** `seen`: by who asks. */
    pictures: z.array(z.object({ number: z.int(), width: z.int(), height: z.int(), seen: z.boolean() })),
    note: z.string().nullable(),
    reason: z.string().nullable(),
    /** When its pictures will be deleted at the latest; null while there are none, or a legal hold keeps them. */
    deletesAt: instant.nullable(),
    mayLook: z.boolean(),
    mayPropose: z.boolean(),
    mayConfirm: z.boolean(),
    mayReject: z.boolean(),
    /** What stands in the way of a yes; null when nothing does. */
    mayNot: code.nullable(),
  })
  .meta({ id: 'IdentityDocument' });
export type DocumentView = z.infer<typeof documentResponse>;

export const DOCUMENT_SORTS = ['id', 'askedAt', 'proposedAt', 'state'] as const;

/** GET /api/documents: what waits for a supervisor first, the longest wait on top. */
export const documentsQuery = listQuery(
  z.strictObject({
    id: idFilter.optional(),
    state: z.union([z.enum(DOCUMENT_STATES), z.array(z.enum(DOCUMENT_STATES))]).optional(),
  }),
  DOCUMENT_SORTS,
);
export type DocumentsQuery = z.infer<typeof documentsQuery>;

/** POST /api/documents/:id/proposal: what the agent found when they compared it with the account. */
export const proposeDocumentRequest = z
  .strictObject({ verdict: z.enum(DOCUMENT_VERDICTS), note: prose(1000) })
  .meta({ id: 'DocumentProposal' });
export type ProposeDocumentRequest = z.infer<typeof proposeDocumentRequest>;

/** POST /api/documents/:id/confirm and /reject. */
export const decideDocumentRequest = z.strictObject({ reason: prose(500) }).meta({ id: 'DocumentDecision' });
export type DecideDocumentRequest = z.infer<typeof decideDocumentRequest>;

export const documentPictureParams = z.strictObject({
  id: idSchema,
  number: z.coerce.number<string>().int().min(1).max(9),
});

/** By the link's token, which came in the URL's fragment, or by the case's reference and the code that was read out. */
export const documentKey = z.union([
  z.strictObject({
    token: z.string().regex(/^[A-Za-z0-9_-]{20,100}$/, 'Open the link from the message again.'),
  }),
  z.strictObject({ reference: line(40, 4), code: line(40, 4) }),
]);
export type DocumentKey = z.infer<typeof documentKey>;

/** POST /api/portal/document-requests: what is asked for. It uses nothing up. */
export const documentRequestRequest = documentKey.meta({ id: 'PortalDocumentKey' });
export const documentRequestResponse = z
  .object({
    expiresAt: instant,
    /** How many pictures are taken, of how many megabytes each, of which kinds. */
    pictures: z.int(),
    megabytes: z.int(),
    kinds: z.array(z.enum(PICTURE_KINDS)),
    deletedAfterHours: z.int(),
  })
  .meta({ id: 'PortalDocumentRequest' });
export type DocumentRequestResponse = z.infer<typeof documentRequestResponse>;

/** POST /api/portal/documents: the same key as fields of a form, then each picture as a part named `picture`. */
export const documentSentResponse = z
  .object({ pictures: z.int(), deletedAfterHours: z.int() })
  .meta({ id: 'PortalDocumentSent' });
export type DocumentSentResponse = z.infer<typeof documentSentResponse>;
