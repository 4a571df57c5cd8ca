import type { MigrationInterface, QueryRunner } from 'typeorm';
import { indexMonthsBesideTheWork } from '../platform/database/beside-the-work.ts';

/** What came from an address, of one action: asked of a long log it was looked for among all that the action has. */
export class ActionsFromAnAddress1700000000039 implements MigrationInterface {
  name = 'ActionsFromAnAddress1700000000039';
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await indexMonthsBesideTheWork(db, 'audit_event', {
      audit_event_address_action: '(address, action, at, id) where address is not null',
    });
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop index audit_event_address_action');
  }
}
