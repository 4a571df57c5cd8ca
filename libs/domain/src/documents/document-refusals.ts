import { isAgentRole, type Permission, roleHolds } from '../agents/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import { epoch } from '../policy/instants.ts';
import type { DocumentReader, DocumentState, IdentityDocument } from './document.ts';
import { hasServed, type PictureNumbers } from './picture-keeping.ts';

/** The time of a look, and how long pictures are kept. */
export type LookAt = { readonly now: Date; readonly numbers: PictureNumbers };

const SEEN_BY_ITS_AGENT: readonly DocumentState[] = ['received', 'proposed'];

/**
 * Why somebody may not see a document's pictures; null when they may: the agent of its case until it is decided, and who
 * may confirm documents until it is to be deleted, whether or not the worker came to it. Refusals: not-permitted,
 * not-your-case, private-contact, document-gone.
 */
export function lookRefusal(document: IdentityDocument, reader: DocumentReader, at: LookAt): Refusal | null {
  if (!holds(reader, 'cases.work')) return refuse('not-permitted');
  if (reader.ownContact) return refuse('private-contact');
  const own = document.caseAgentId === reader.id && document.caseOpen;
  if (!own && !holds(reader, 'documents.confirm')) return refuse('not-your-case');
  if (document.receivedAt === null || document.deletedAt !== null || hasServed(document, at.now, at.numbers))
    return refuse('document-gone');
  const undecided = SEEN_BY_ITS_AGENT.includes(document.state);
  return undecided || holds(reader, 'documents.confirm') ? null : refuse('document-gone');
}

/**
 * Why an agent may not say what they found in a document; null when they may. Refusals: not-permitted, not-your-case,
 * private-contact, case-closed, document-void, document-state-conflict.
 */
export function proposalRefusal(document: IdentityDocument, agent: DocumentReader): Refusal | null {
  if (!holds(agent, 'cases.work')) return refuse('not-permitted');
  if (document.caseAgentId !== agent.id) return refuse('not-your-case');
  if (agent.ownContact) return refuse('private-contact');
  if (!document.caseOpen) return refuse('case-closed');
  if (document.state !== 'received') return refuse('document-state-conflict');
  return isVoid(document) ? refuse('document-void') : null;
}

/**
 * Why somebody may not decide about a document; null when they may. Another person than everybody who took part in the
 * case, and a yes only to what its agent found to match: it takes two to make it evidence. Refusals: not-permitted,
 * own-request, private-contact, document-state-conflict, document-gone, case-closed, document-void, document-no-match.
 */
export function decisionRefusal(
  document: IdentityDocument,
  agent: DocumentReader,
  decision: 'confirm' | 'reject',
): Refusal | null {
  if (!holds(agent, 'documents.confirm')) return refuse('not-permitted');
  if (document.takenPartIn.includes(agent.id) || document.caseAgentId === agent.id)
    return refuse('own-request');
  if (agent.ownContact) return refuse('private-contact');
  if (document.state !== 'proposed') return refuse('document-state-conflict');
  if (decision === 'reject') return null;
  if (document.deletedAt !== null) return refuse('document-gone');
  if (!document.caseOpen) return refuse('case-closed');
  if (isVoid(document)) return refuse('document-void');
  return document.verdict === 'matches' ? null : refuse('document-no-match');
}

/** What came before the last hand-over or reopening counts for nothing, whenever it is decided. */
function isVoid({ receivedAt, resetAt }: IdentityDocument): boolean {
  if (receivedAt === null) return true;
  return resetAt !== null && !(epoch(receivedAt) > epoch(resetAt));
}

function holds({ role }: DocumentReader, permission: Permission): boolean {
  return isAgentRole(role) && roleHolds(role, permission);
}
