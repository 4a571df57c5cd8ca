/**
 * What became of an identity document: `asked` for; `received`, which the agent compares; `proposed`, which waits for a
 * supervisor. From there on it is decided: `confirmed`, `rejected`, or `unreadable`, so that it is asked for anew. `lapsed`
 * was never decided: another was asked for, nothing came in time, or the case was closed.
 */
export const DOCUMENT_STATES = [
  'asked',
  'received',
  'proposed',
  'confirmed',
  'rejected',
  'unreadable',
  'lapsed',
] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** The states in which somebody still has to do something about a document. */
export const LIVING_DOCUMENT_STATES = [
  'asked',
  'received',
  'proposed',
] as const satisfies readonly DocumentState[];

/** What the agent found: the person and the account match, they do not, or it cannot be told. */
export const DOCUMENT_VERDICTS = ['matches', 'does-not-match', 'unreadable'] as const;
export type DocumentVerdict = (typeof DOCUMENT_VERDICTS)[number];

/** How the customer was asked: by a link to a contact on file, or by a code that the agent read out, where none was left. */
export const DOCUMENT_WAYS = ['link', 'spoken-code'] as const;

/** A document that was asked for about an account of a case, for the rules of asking. Instants are ISO 8601. */
export type AskedDocument = {
  readonly accountId: string;
  readonly caseId: string;
  readonly state: DocumentState;
  readonly askedAt: string;
};

/** A document that somebody wants to look at, compare or decide about. */
export type IdentityDocument = {
  readonly state: DocumentState;
  readonly verdict: DocumentVerdict | null;
  readonly caseAgentId: string | null;
  readonly caseOpen: boolean;
  /** The last hand-over or reopening of its case; null where there was none. */
  readonly resetAt: string | null;
  readonly receivedAt: string | null;
  /** Everybody who took evidence in the case or asked for something in it. */
  readonly takenPartIn: readonly string[];
  /** When it was decided or lapsed; null until then. */
  readonly endedAt: string | null;
  readonly deletedAt: string | null;
  /** A legal hold on the account keeps the pictures. */
  readonly held: boolean;
};

/** Who wants to. */
export type DocumentReader = {
  readonly id: string;
  readonly role: string;
  /** The account carries a private contact declared for them. */
  readonly ownContact: boolean;
};
