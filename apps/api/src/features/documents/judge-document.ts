import type { DecideDocumentRequest, ProposeDocumentRequest } from '@relink/contract';
import { decisionRefusal, proposalRefusal, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { Live } from '../../platform/live/live.ts';
import { passGate } from '../../platform/policy/changes-gate.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';
import { AuditLog } from '../audit/index.ts';
import { tookPartInCase } from '../cases/index.ts';
import { documentFacts, type DocumentRecord, lockDocument, SEALED_FOR } from './document-record.ts';
import { DocumentReaders } from './document-reader.ts';

/** Everybody who took part in the case, which is also who asked for and compared the document. */
const TAKEN_PART = {
  name: 'document_taken_part',
  text: `select array(${tookPartInCase('$1')} union select $2::uuid where $2 is not null) as agents`,
};
const PROPOSE = {
  name: 'document_propose',
  text: `update identity_document set state = $2, proposed_by = $3, proposed_at = $4, verdict = $5, note_sealed = $6,
           taken_part_in = $7, ended_at = case when $2 = 'unreadable' then $4::timestamptz end
          where id = $1`,
};
const DECIDE = {
  name: 'document_decide',
  text: `update identity_document set state = $2, decided_by = $3, ended_at = $4, reason_sealed = $5,
           taken_part_in = $6
          where id = $1`,
};
const SEEN_ALL = {
  name: 'document_seen_all',
  text: `select not exists (
           select from identity_document_picture p where p.document_id = $1 and not exists (
             select from identity_document_look l
              where l.document_id = p.document_id and l.number = p.number and l.agent_id = $2)) as seen`,
};
// Until the decision is made: who takes the role away waits for it, or was first and is seen.
const LOCK_DECIDER = {
  name: 'document_lock_decider',
  text: 'select role from agent where id = $1 and disabled_at is null for share',
};

type Decision = 'confirm' | 'reject';

/** The agent says what they found in a document, and another person, a supervisor, decides. */
@Injectable()
export class JudgeDocument {
  constructor(
    private readonly readers: DocumentReaders,
    private readonly keys: CustomerKeys,
    private readonly live: Live,
    private readonly audit: AuditLog,
  ) {}

  async propose(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    id: string,
    { verdict, note }: ProposeDocumentRequest,
  ): Promise<Done | Refusal> {
    await passGate(em);
    const document = await lockDocument(em, id);
    if (!document) return refuse('not-found');
    const agent = await this.readers.of(em, { ...context, now }, document.accountId);
    const refusal =
      proposalRefusal(documentFacts(document), agent) ?? (await unseen(em, id, context.principal.id));
    if (refusal) return this.refused(em, { ...context, now }, document, 'document.proposed', refusal);
    const state = verdict === 'unreadable' ? 'unreadable' : 'proposed';
    const sealed = await this.keys.seal(em, document.accountId, SEALED_FOR.note(id), note);
    const agents = await takenPart(em, document, context.principal.id);
    await runNamed(em, PROPOSE, [id, state, context.principal.id, now, verdict, sealed, agents]);
    await this.record(em, { ...context, now }, document, 'document.proposed', { verdict });
    await this.live.tell(em, 'documents', `cases:${document.caseId}`);
    return { resourceId: id, result: undefined };
  }

  async decide(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { id, decision, reason }: DecideDocumentRequest & { readonly id: string; readonly decision: Decision },
  ): Promise<Done | Refusal> {
    await passGate(em);
    const document = await lockDocument(em, id);
    if (!document) return refuse('not-found');
    const action = decision === 'confirm' ? 'document.confirmed' : 'document.rejected';
    const decider = context.principal.id;
    // Evidence that was taken since the proposal counts too.
    const agents = await takenPart(em, document, document.proposedBy);
    const [standing] = await runNamed<{ role: string }>(em, LOCK_DECIDER, [decider]);
    const reader = await this.readers.of(em, { ...context, now }, document.accountId);
    const refusal =
      decisionRefusal(
        { ...documentFacts(document), takenPartIn: agents },
        { ...reader, role: standing?.role ?? '' },
        decision,
      ) ?? (decision === 'confirm' ? await unseen(em, id, decider) : null);
    if (refusal) return this.refused(em, { ...context, now }, document, action, refusal);
    const state = decision === 'confirm' ? 'confirmed' : 'rejected';
    const sealed = await this.keys.seal(em, document.accountId, SEALED_FOR.reason(id), reason);
    await runNamed(em, DECIDE, [id, state, decider, now, sealed, agents]);
    await this.record(em, { ...context, now }, document, action, { verdict: document.verdict });
    await this.live.tell(em, 'documents', `cases:${document.caseId}`);
    return { resourceId: id, result: undefined };
  }

  private async refused(
    em: EntityManager,
    context: AgentContext,
    document: DocumentRecord,
    action: 'document.proposed' | 'document.confirmed' | 'document.rejected',
    refusal: Refusal,
  ): Promise<Refusal> {
    await this.record(em, context, document, action, { code: refusal.code });
    return refusal;
  }

  private async record(
    em: EntityManager,
    context: AgentContext,
    { id, caseId, accountId }: DocumentRecord,
    action: 'document.proposed' | 'document.confirmed' | 'document.rejected',
    facts: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.audit.record(em, context, {
      action,
      origin: 'case',
      caseId,
      accountId,
      ...('code' in facts && { outcome: 'refused' }),
      facts: { documentId: id, ...facts },
    });
  }
}

async function takenPart(em: EntityManager, { caseId }: DocumentRecord, more: string | null) {
  const [row] = await runNamed<{ agents: string[] }>(em, TAKEN_PART, [caseId, more]);
  return row?.agents ?? [];
}

/** Nobody judges what they have not looked at. */
async function unseen(em: EntityManager, id: string, agentId: string): Promise<Refusal | null> {
  const [row] = await runNamed<{ seen: boolean }>(em, SEEN_ALL, [id, agentId]);
  return row?.seen === true ? null : refuse('document-not-opened');
}
