import type { MigrationInterface, QueryRunner } from 'typeorm';
import { indexBesideTheWork } from '../platform/database/beside-the-work.ts';

/** Indexes by which the counts of a day are read, and not the desk's whole past. */
export class TimesOfTheDay1700000000011 implements MigrationInterface {
  name = 'TimesOfTheDay1700000000011';
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await indexBesideTheWork(db, {
      recovery_case_closed: 'recovery_case (closed_at) where closed_at is not null',
      recovery_case_living: `recovery_case (agent_id) where state <> 'closed'`,
      evidence_round_at: 'evidence_round (at)',
      verification_lock_at: 'verification_lock (at)',
      message_undelivered: `message (created_at) where state in ('failed', 'bounced')`,
    });
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'drop index recovery_case_closed, recovery_case_living, evidence_round_at, verification_lock_at, message_undelivered',
    );
  }
}
