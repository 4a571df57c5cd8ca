import type { MigrationInterface, QueryRunner } from 'typeorm';
import { indexBesideTheWork } from '../platform/database/beside-the-work.ts';

/** What is asked of large tables and was read through as a whole: it is indexed beside the work. */
export class WhatIsAskedForIndexed1700000000036 implements MigrationInterface {
  name = 'WhatIsAskedForIndexed1700000000036';
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await indexBesideTheWork(db, {
      // What hangs on an account: asked when it is merged, erased or shown.
      review_account: 'review (account_id) where account_id is not null',
      notice_account: 'notice (account_id) where account_id is not null',
      // Who took part in a case, and what waits in it.
      approval_case: 'approval (case_id) where case_id is not null',
      merge_undo_case: 'merge_undo (case_id) where case_id is not null',
      // Which keys a data key still seals: asked when it is rotated.
      audit_key_data_key: 'audit_key (data_key)',
      // The order that supervisors see documents in, to the letter of its query (document-views.ts).
      identity_document_queue: `identity_document ((state = 'proposed') desc,
        (case when state = 'proposed' then proposed_at end), asked_at desc, id)`,
    });
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `drop index review_account, notice_account, approval_case, merge_undo_case, audit_key_data_key,
         identity_document_queue`,
    );
  }
}
