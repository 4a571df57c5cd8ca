import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes by which the counts of a day are read, and not the desk's whole past. */
export class TimesOfTheDay1700000000011 implements MigrationInterface {
  name = 'TimesOfTheDay1700000000011';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create index recovery_case_closed on recovery_case (closed_at) where closed_at is not null;
      create index recovery_case_living on recovery_case (agent_id) where state <> 'closed';
      create index evidence_round_at on evidence_round (at);
      create index verification_lock_at on verification_lock (at);
      create index message_undelivered on message (created_at) where state in ('failed', 'bounced');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'drop index recovery_case_closed, recovery_case_living, evidence_round_at, verification_lock_at, message_undelivered',
    );
  }
}
