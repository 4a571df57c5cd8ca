import { lookRefusal, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { problem, ProblemException } from '../../platform/problems/problem.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { documentFacts, type DocumentRecord, readDocument, SEALED_FOR } from './document-record.ts';
import { DocumentReaders } from './document-reader.ts';

const READ_PICTURE = {
  name: 'document_read_picture',
  text: 'select sealed from identity_document_picture where document_id = $1 and number = $2',
};
const NOTE_LOOK = {
  name: 'document_note_look',
  text: `insert into identity_document_look (document_id, number, agent_id, at) values ($1, $2, $3, $4)
         on conflict do nothing`,
};

/** Shows one picture of a document. Each look, and each refused one, is an event that is committed before a byte leaves. */
@Injectable()
export class LookAtPicture {
  constructor(
    private readonly transaction: Transaction,
    private readonly readers: DocumentReaders,
    private readonly keys: CustomerKeys,
    private readonly policy: PolicyInForce,
    private readonly audit: AuditLog,
  ) {}

  /** The JPEG. Throws not-found, and what the rules say. */
  async run(context: AgentContext, id: string, number: number): Promise<Buffer> {
    const seen = await this.transaction.run(async (em, now) => {
      const record = await readDocument(em, id);
      if (!record) throw problem('not-found');
      const reader = await this.readers.of(em, { ...context, now }, record.accountId);
      const { numbers } = await this.policy.read(em);
      const picture =
        lookRefusal(documentFacts(record), reader, { now, numbers }) ?? (await this.open(em, record, number));
      await this.record(em, { ...context, now }, record, { number, picture });
      if (Buffer.isBuffer(picture)) await runNamed(em, NOTE_LOOK, [id, number, context.principal.id, now]);
      return picture;
    });
    if (!Buffer.isBuffer(seen)) throw new ProblemException(seen);
    return seen;
  }

  private async open(
    executor: Executor,
    { id, accountId }: DocumentRecord,
    number: number,
  ): Promise<Buffer | Refusal> {
    const [row] = await runNamed<{ sealed: Buffer }>(executor, READ_PICTURE, [id, number]);
    const opened =
      row && (await this.keys.open(executor, accountId, SEALED_FOR.picture(id, number), row.sealed));
    return typeof opened === 'string' ? Buffer.from(opened, 'base64') : refuse('document-gone');
  }

  private async record(
    em: EntityManager,
    context: AgentContext,
    { id, caseId, accountId }: DocumentRecord,
    { number, picture }: { readonly number: number; readonly picture: Buffer | Refusal },
  ): Promise<void> {
    const refused = Buffer.isBuffer(picture) ? undefined : picture.code;
    await this.audit.record(em, context, {
      action: 'document.viewed',
      origin: 'case',
      caseId,
      accountId,
      ...(refused !== undefined && { outcome: 'refused' }),
      facts: { documentId: id, picture: number, ...(refused !== undefined && { code: refused }) },
    });
  }
}
