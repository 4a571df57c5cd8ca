import type { DocumentState, DocumentVerdict, IdentityDocument } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { underLegalHold } from '../accounts/index.ts';

/** An identity document as stored, with what is shown of its case and account. Never its pictures. */
export type DocumentRecord = {
  readonly id: string;
  readonly state: DocumentState;
  readonly caseId: string;
  readonly caseReference: string;
  readonly caseAgentId: string | null;
  readonly caseOpen: boolean;
  readonly resetAt: Date | null;
  readonly accountId: string;
  readonly accountName: string;
  readonly identifierId: string | null;
  /** The contact that the link went to; null where a code is read out. */
  readonly destination: string | null;
  readonly destinationKind: 'email' | 'phone' | null;
  readonly codeSealed: Buffer | null;
  readonly deskCode: string | null;
  readonly triesLeft: number;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly receivedAt: Date | null;
  readonly pictureCount: number;
  readonly proposedBy: string | null;
  readonly proposedByName: string | null;
  readonly proposedAt: Date | null;
  readonly verdict: DocumentVerdict | null;
  readonly noteSealed: Buffer | null;
  readonly takenPartIn: readonly string[];
  readonly decidedByName: string | null;
  readonly reasonSealed: Buffer | null;
  readonly endedAt: Date | null;
  readonly deletedAt: Date | null;
  /** A legal hold on the account keeps the pictures. */
  readonly held: boolean;
};

export const DOCUMENT_COLUMNS = `d.id, d.state, d.case_id as "caseId", c.reference as "caseReference",
  c.agent_id as "caseAgentId", c.state <> 'closed' as "caseOpen", c.assurance_reset_at as "resetAt",
  d.account_id as "accountId", a.first_name || ' ' || a.last_name as "accountName",
  d.identifier_id as "identifierId", i.normalised as destination, i.kind as "destinationKind",
  d.code_sealed as "codeSealed", d.desk_code as "deskCode", d.tries_left as "triesLeft", d.asked_by as "askedBy",
  asker.name as "askedByName", d.asked_at as "askedAt", d.expires_at as "expiresAt", d.received_at as "receivedAt",
  d.pictures as "pictureCount", d.proposed_by as "proposedBy", proposer.name as "proposedByName",
  d.proposed_at as "proposedAt", d.verdict, d.note_sealed as "noteSealed", d.taken_part_in as "takenPartIn",
  decider.name as "decidedByName", d.reason_sealed as "reasonSealed", d.ended_at as "endedAt",
  d.deleted_at as "deletedAt", ${underLegalHold('d.account_id')} as held`;
export const DOCUMENT_TABLES = `identity_document d join recovery_case c on c.id = d.case_id
  join account a on a.id = d.account_id join agent asker on asker.id = d.asked_by
  left join identifier i on i.id = d.identifier_id left join agent proposer on proposer.id = d.proposed_by
  left join agent decider on decider.id = d.decided_by`;

const READ = {
  name: 'document_read',
  text: `select ${DOCUMENT_COLUMNS} from ${DOCUMENT_TABLES} where d.id = $1`,
};
const OF_CASE = {
  name: 'documents_of_case',
  text: `select ${DOCUMENT_COLUMNS} from ${DOCUMENT_TABLES} where d.case_id = $1 order by d.asked_at desc, d.id desc`,
};
// The case before the document, as everywhere.
const LOCK = {
  name: 'document_lock',
  text: `with c as materialized (
           select c.id from recovery_case c join identity_document d on d.case_id = c.id where d.id = $1
             for no key update of c)
         select d.id from identity_document d join c on c.id = d.case_id where d.id = $1 for no key update of d`,
};

export async function readDocument(executor: Executor, id: string): Promise<DocumentRecord | undefined> {
  const [row] = await runNamed<DocumentRecord>(executor, READ, [id]);
  return row;
}

/** The documents of a case, the newest first. */
export function readDocumentsOfCase(executor: Executor, caseId: string): Promise<DocumentRecord[]> {
  return runNamed<DocumentRecord>(executor, OF_CASE, [caseId]);
}

/** One document, its case and then itself locked until the transaction ends; undefined where there is none. */
export async function lockDocument(executor: Executor, id: string): Promise<DocumentRecord | undefined> {
  await runNamed(executor, LOCK, [id]);
  return readDocument(executor, id);
}

/** A document as the rules see it. */
export function documentFacts(record: DocumentRecord): IdentityDocument {
  const { state, verdict, caseAgentId, caseOpen, takenPartIn, held } = record;
  return {
    state,
    verdict,
    caseAgentId,
    caseOpen,
    takenPartIn,
    held,
    resetAt: record.resetAt?.toISOString() ?? null,
    receivedAt: record.receivedAt?.toISOString() ?? null,
    endedAt: record.endedAt?.toISOString() ?? null,
    deletedAt: record.deletedAt?.toISOString() ?? null,
  };
}

/** What a document's notes and pictures are sealed for: none can be moved to another. */
export const SEALED_FOR = {
  code: (id: string) => `document ${id} code`,
  note: (id: string) => `document ${id} note`,
  reason: (id: string) => `document ${id} reason`,
  picture: (id: string, number: number) => `document ${id} picture ${String(number)}`,
} as const;
