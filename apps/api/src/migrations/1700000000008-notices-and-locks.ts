import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a notice was settled, and how long a lock looks as if it lasted. */
export class NoticesAndLocks1700000000008 implements MigrationInterface {
  name = 'NoticesAndLocks1700000000008';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table notice add column settle_reason text check (length(settle_reason) between 1 and 2000);
      -- A suspicion must not be read from the length of its lock: null where the lock hides nothing.
      alter table verification_lock add column shown_hours integer check (shown_hours > 0);
      -- What asks for a call already, by its number.
      create index call_back_open on call_back (normalised, case_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop index call_back_open;
      alter table verification_lock drop column shown_hours;
      alter table notice drop column settle_reason;
    `);
  }
}
