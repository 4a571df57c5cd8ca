import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the application may do: no DDL, and in the audit log only INSERT and SELECT.
 * The role itself is made before the migrations run (its name and password are settings).
 */
export class ApplicationRole1700000000004 implements MigrationInterface {
  name = 'ApplicationRole1700000000004';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      revoke create on schema public from public;
      grant usage on schema public to relink_app;
      grant select, insert, update, delete on all tables in schema public to relink_app;
      grant usage, select on all sequences in schema public to relink_app;
      revoke all on audit_event from relink_app;
      grant select, insert on audit_event to relink_app;
      revoke update on audit_key from relink_app;
      revoke insert, update, delete on realm, migrations from relink_app;
      revoke update, delete on policy, plan, evidence_round, case_note from relink_app;
      revoke execute on function audit_prepare_months(date, integer) from public;
      grant execute on function audit_prepare_months(date, integer) to relink_app;
    `);
    const partitions = (await db.query(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_event'::regclass`,
    )) as { name: string }[];
    // Reached through the parent only: no direct grant, so a partition can be neither read around nor emptied.
    for (const { name } of partitions) await db.query(`revoke all on ${name} from relink_app`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      revoke all on all tables in schema public from relink_app;
      revoke all on all sequences in schema public from relink_app;
      revoke execute on function audit_prepare_months(date, integer) from relink_app;
      revoke usage on schema public from relink_app;
    `);
  }
}
