import type { DocumentSummary, DocumentsQuery, DocumentView } from '@relink/contract';
import {
  decisionRefusal,
  type DocumentReader,
  type LookAt,
  lookRefusal,
  maskEmail,
  maskName,
  maskPhone,
  picturesServeUntil,
  proposalRefusal,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { countUpToDeepest } from '../../platform/database/count-up-to.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { type Executor, runNamed, runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Page } from '../../platform/http/list.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { problem } from '../../platform/problems/problem.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';
import { AuditLog } from '../audit/index.ts';
import {
  DOCUMENT_COLUMNS,
  DOCUMENT_TABLES,
  documentFacts,
  type DocumentRecord,
  readDocument,
  readDocumentsOfCase,
  SEALED_FOR,
} from './document-record.ts';
import { DocumentReaders } from './document-reader.ts';

const SORTS = { id: 'd.id', askedAt: 'd.asked_at', proposedAt: 'd.proposed_at', state: 'd.state' } as const;
// What waits for a supervisor comes first, and of that what has waited longest.
const QUEUE = `(d.state = 'proposed') desc, case when d.state = 'proposed' then d.proposed_at end, d.asked_at desc, d.id`;
const WHERE = `($1::uuid[] is null or d.id = any($1)) and ($2::text[] is null or d.state = any($2))`;
const PICTURES = {
  name: 'document_pictures',
  text: `select p.number, p.width, p.height,
           exists (select from identity_document_look l where l.document_id = p.document_id and l.number = p.number
                    and l.agent_id = $2) as seen
           from identity_document_picture p where p.document_id = $1 order by p.number`,
};

type Picture = DocumentView['pictures'][number];

/** Documents as the desk may see them: that they came and what was decided, never the pictures themselves. */
@Injectable()
export class DocumentViews {
  constructor(
    private readonly source: DataSource,
    private readonly readers: DocumentReaders,
    private readonly keys: CustomerKeys,
    private readonly policy: PolicyInForce,
    private readonly audit: AuditLog,
  ) {}

  async list(
    context: AgentContext,
    { filter = {}, sort }: DocumentsQuery,
    page: Page,
  ): Promise<{ rows: DocumentSummary[]; total: number }> {
    const { id, state } = filter;
    const values = [id === undefined ? null : [id].flat(), state === undefined ? null : [state].flat()];
    const order = sort ? `${SORTS[sort[0]]} ${sort[1]}, d.id ${sort[1]}` : QUEUE;
    const pool = poolOf(this.source);
    const rows = await runSql<DocumentRecord>(
      pool,
      `select ${DOCUMENT_COLUMNS} from ${DOCUMENT_TABLES} where ${WHERE} order by ${order} limit $3 offset $4`,
      [...values, page.limit, page.offset],
    );
    const total = await countUpToDeepest(pool, `identity_document d where ${WHERE}`, values);
    await this.listed(context, rows);
    return { rows: rows.map(summaryOf), total };
  }

  /** Throws `not-found`, also to an agent whose case it is not. */
  async one(context: AgentContext, id: string): Promise<DocumentView> {
    const pool = poolOf(this.source);
    const record = await readDocument(pool, id);
    if (!record) throw problem('not-found');
    const reader = await this.readers.of(pool, context, record.accountId);
    const at = await this.at(pool, context);
    if (lookRefusal(documentFacts(record), reader, at)?.code === 'not-your-case') throw problem('not-found');
    await this.listed(context, [record], record.caseId);
    return this.viewOf(pool, record, reader, at);
  }

  /** The documents of a case, the newest first: for its agent, and for who may confirm them. */
  async ofCase(context: AgentContext, caseId: string): Promise<DocumentView[]> {
    const pool = poolOf(this.source);
    const at = await this.at(pool, context);
    const shown: { readonly record: DocumentRecord; readonly reader: DocumentReader }[] = [];
    for (const record of await readDocumentsOfCase(pool, caseId)) {
      const reader = await this.readers.of(pool, context, record.accountId);
      if (lookRefusal(documentFacts(record), reader, at)?.code !== 'not-your-case')
        shown.push({ record, reader });
    }
    await this.listed(
      context,
      shown.map(({ record }) => record),
      caseId,
    );
    return Promise.all(shown.map(({ record, reader }) => this.viewOf(pool, record, reader, at)));
  }

  /** That documents came is something of a customer, though no picture is seen. Nothing was shown where there are none. */
  private async listed(
    context: AgentContext,
    records: readonly DocumentRecord[],
    caseId?: string,
  ): Promise<void> {
    if (records.length === 0) return;
    await this.audit.record(poolOf(this.source), context, {
      action: 'documents.listed',
      ...(caseId !== undefined && { caseId }),
      facts: { documentIds: records.map(({ id }) => id) },
    });
  }

  private async viewOf(
    executor: Executor,
    record: DocumentRecord,
    reader: DocumentReader,
    at: LookAt,
  ): Promise<DocumentView> {
    const facts = documentFacts(record);
    const pictures =
      record.receivedAt === null || record.deletedAt !== null
        ? []
        : await runNamed<Picture>(executor, PICTURES, [record.id, reader.id]);
    const own = record.caseAgentId === reader.id && record.caseOpen;
    const mayNot = decisionRefusal(facts, reader, 'confirm');
    const open = (what: 'code' | 'note' | 'reason', sealed: Buffer | null) =>
      this.open(executor, record, what, sealed);
    return {
      ...summaryOf(record),
      destination: maskedDestination(record),
      expiresAt: record.expiresAt.toISOString(),
      code: own && record.triesLeft > 0 ? await open('code', record.codeSealed) : null,
      deskCode: own ? record.deskCode : null,
      pictures: pictures.map((picture) => ({ ...picture })),
      note: await open('note', record.noteSealed),
      reason: await open('reason', record.reasonSealed),
      deletesAt: picturesServeUntil(facts, at.now, at.numbers)?.toISOString() ?? null,
      mayLook: lookRefusal(facts, reader, at) === null,
      mayPropose: proposalRefusal(facts, reader) === null,
      mayConfirm: mayNot === null,
      mayReject: decisionRefusal(facts, reader, 'reject') === null,
      mayNot: mayNot?.code ?? null,
    };
  }

  private async at(executor: Executor, { now }: AgentContext): Promise<LookAt> {
    const { numbers } = await this.policy.read(executor);
    return { now, numbers };
  }

  private async open(
    executor: Executor,
    { id, accountId }: DocumentRecord,
    what: 'code' | 'note' | 'reason',
    sealed: Buffer | null,
  ): Promise<string | null> {
    if (sealed === null) return null;
    const opened = await this.keys.open(executor, accountId, SEALED_FOR[what](id), sealed);
    return typeof opened === 'string' ? opened : null;
  }
}

function summaryOf(record: DocumentRecord): DocumentSummary {
  return {
    id: record.id,
    state: record.state,
    way: record.identifierId === null ? 'spoken-code' : 'link',
    caseId: record.caseId,
    caseReference: record.caseReference,
    accountId: record.accountId,
    accountName: maskName(record.accountName),
    askedAt: record.askedAt.toISOString(),
    askedByName: record.askedByName,
    receivedAt: record.receivedAt?.toISOString() ?? null,
    pictureCount: record.pictureCount,
    verdict: record.verdict,
    proposedAt: record.proposedAt?.toISOString() ?? null,
    proposedByName: record.proposedByName,
    decidedByName: record.decidedByName,
    endedAt: record.endedAt?.toISOString() ?? null,
    deletedAt: record.deletedAt?.toISOString() ?? null,
  };
}

function maskedDestination({ destination, destinationKind }: DocumentRecord): string | null {
  if (destination === null) return null;
  return destinationKind === 'phone' ? maskPhone(destination) : maskEmail(destination);
}
