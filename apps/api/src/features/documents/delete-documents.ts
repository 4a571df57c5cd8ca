import { pictureCutoffs } from '@relink/domain';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { runNamed } from '../../platform/database/named-statement.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { underLegalHold } from '../accounts/index.ts';
import { type AuditEntry, AuditLog } from '../audit/index.ts';

/** What nobody will decide any more: nothing was sent in time, nobody decided in time, or the case was closed. */
const LAPSE = {
  name: 'document_lapse',
  text: `update identity_document d set state = 'lapsed', code_sealed = null, ended_at = $1
           from recovery_case c
          where c.id = d.case_id and d.state in ('asked', 'received', 'proposed')
            and (c.state = 'closed' or (d.state = 'asked' and d.expires_at <= $1) or d.received_at <= $2)
         returning d.id, d.case_id, d.account_id,
           case when c.state = 'closed' then 'case-closed' when d.received_at is null then 'nothing-sent'
                else 'undecided' end as why`,
};
// What lapsed serves nobody and goes at once; what was decided can be looked at for a while by who answers for it. A legal
// hold on the account keeps both.
const DELETE = {
  name: 'document_delete',
  text: `with due as materialized (
           select d.id from identity_document d
            where d.deleted_at is null and d.received_at is not null
              and (d.state = 'lapsed' or (d.ended_at is not null and d.ended_at <= $2))
              and not ${underLegalHold('d.account_id')}
            order by d.id limit 500 for no key update skip locked),
         gone as (delete from identity_document_picture p using due where p.document_id = due.id)
         update identity_document d set deleted_at = $1 from due where d.id = due.id
         returning d.id, d.case_id, d.account_id, d.pictures`,
};

type Lapsed = { id: string; case_id: string; account_id: string; why: string };
type Deleted = { id: string; case_id: string; account_id: string; pictures: number };

/** Deletes pictures of documents when they have served, and lapses what nobody decides about. */
@Injectable()
export class DeleteDocuments implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly policy: PolicyInForce,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.worker.handle('delete_documents', () => this.run());
  }

  /** Safe to repeat and to run twice at once. */
  run(): Promise<void> {
    return this.transaction.run(async (em, now) => {
      const { decidedAt, receivedAt } = pictureCutoffs(now, (await this.policy.read(em)).numbers);
      const lapsed = await runNamed<Lapsed>(em, LAPSE, [now, receivedAt]);
      const deleted = await runNamed<Deleted>(em, DELETE, [now, decidedAt]);
      const entries: AuditEntry[] = [
        ...lapsed.map((row) => entryOf('document.lapsed', row, { why: row.why })),
        ...deleted.map((row) => entryOf('document.deleted', row, { pictures: row.pictures })),
      ];
      await this.audit.recordMany(em, { principal: { kind: 'system' }, address: null, now }, entries);
    });
  }
}

function entryOf(
  action: 'document.lapsed' | 'document.deleted',
  { id, case_id: caseId, account_id: accountId }: Lapsed | Deleted,
  facts: Readonly<Record<string, unknown>>,
): AuditEntry {
  return { action, caseId, accountId, facts: { documentId: id, ...facts } };
}
