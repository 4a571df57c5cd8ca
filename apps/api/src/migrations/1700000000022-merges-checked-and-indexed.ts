import type { MigrationInterface, QueryRunner } from 'typeorm';
import { indexBesideTheWork, validateBesideTheWork } from '../platform/database/beside-the-work.ts';

/** What would stop the desk for as long as a large table is read: it is done beside the work. */
export class MergesCheckedAndIndexed1700000000022 implements MigrationInterface {
  name = 'MergesCheckedAndIndexed1700000000022';
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await indexBesideTheWork(db, {
      // The tombstones that lead to an account.
      account_merged_into: 'account (merged_into) where merged_into is not null',
      // What an account was found by, and what waits for it: asked when it is merged.
      search_hit_account: 'search_hit (account_id)',
      identifier_claim_account: 'identifier_claim (account_id)',
      // Asked of each merge that is shown: how the newest approval of it, and of its undoing, stands.
      approval_merge: 'approval (merge_id) where merge_id is not null',
      approval_undo: 'approval (undo_id) where undo_id is not null',
    });
    await validateBesideTheWork(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'drop index account_merged_into, search_hit_account, identifier_claim_account, approval_merge, approval_undo',
    );
  }
}
