import type { MigrationInterface, QueryRunner } from 'typeorm';
import { indexBesideTheWork, validateBesideTheWork } from '../platform/database/beside-the-work.ts';

const KINDS = ['suspected-fraud', 'agent-stopped', 'change-opposed', 'password-opposed', 'merge-opposed'];

/** A contact says of a merge that it was not theirs. Each step may be repeated: a break leaves none half made. */
export class OpposedMerges1700000000026 implements MigrationInterface {
  name = 'OpposedMerges1700000000026';
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table objection_link add column if not exists merge_id uuid references merge;
      alter table objection add column if not exists merge_id uuid references merge;
      -- The merge whose objection locked the account: settling the notice, or undoing the merge, opens it again.
      alter table verification_lock add column if not exists merge_id uuid references merge;
      alter table notice
        add column if not exists merge_id uuid references merge,
        drop constraint if exists notice_kind_check,
        drop constraint if exists notice_merge_check;
      alter table notice
        add constraint notice_kind_check check (kind in (${KINDS.map((kind) => `'${kind}'`).join(', ')})) not valid,
        add constraint notice_merge_check check ((kind = 'merge-opposed') = (merge_id is not null)) not valid;
    `);
    await indexBesideTheWork(db, {
      verification_lock_merge: 'verification_lock (merge_id) where merge_id is not null',
      notice_merge: 'notice (merge_id) where merge_id is not null',
    });
    await validateBesideTheWork(db);
  }

  /** There is no way back once a merge was opposed: restore a backup instead. */
  async down(): Promise<void> {
    return Promise.reject(new Error('This migration cannot be undone: restore the backup made before it.'));
  }
}
