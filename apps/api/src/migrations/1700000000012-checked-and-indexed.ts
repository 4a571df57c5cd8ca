import type { MigrationInterface, QueryRunner } from 'typeorm';
import { indexBesideTheWork, validateBesideTheWork } from '../platform/database/beside-the-work.ts';

/** What would stop the desk for as long as a large table is read: it is done beside the work. */
export class CheckedAndIndexed1700000000012 implements MigrationInterface {
  name = 'CheckedAndIndexed1700000000012';
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await indexBesideTheWork(db, {
      // Those that only a file without ids brought: a file with ids looks for them here first.
      account_without_id: 'account (realm) where external_id is null',
      // What an account took, and from whom: asked when a change is opposed, and when its reversal is shown or carried out.
      identifier_taken_by: 'identifier (taken_by_account_id) where taken_by_account_id is not null',
      identifier_change_identifier: 'identifier_change (identifier_id)',
      // Asked of each change that is confirmed: which numbers it rests on.
      challenge_change: 'challenge (change_id) where change_id is not null',
      // Asked of each case whose account is locked for a suspicion: who reported it.
      notice_case: 'notice (case_id) where case_id is not null',
    });
    // Messages are found by their own id: a provider's is kept for whoever asks the provider.
    await db.query('drop index concurrently if exists message_provider');
    await validateBesideTheWork(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'drop index account_without_id, identifier_taken_by, identifier_change_identifier, challenge_change, notice_case',
    );
  }
}
