import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit log: partitioned by month, its keys apart from it, and the function that makes the months. */
export class Audit1700000000003 implements MigrationInterface {
  name = 'Audit1700000000003';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table audit_event (
        id uuid not null,
        at timestamptz not null,
        actor_kind text not null check (actor_kind in ('agent', 'customer', 'system')),
        actor_id uuid,
        address text,
        origin text check (origin in ('case', 'portal', 'import', 'effect-of')),
        -- In byte order, so that the index answers for the beginning of a name.
        action text collate "C" not null,
        outcome text not null check (outcome in ('done', 'refused')),
        case_id uuid,
        account_id uuid,
        canonical bytea not null,
        hash bytea not null check (length(hash) = 32),
        primary key (at, id)
      ) partition by range (at);
      create index audit_event_id on audit_event (id);
      create index audit_event_case on audit_event (case_id, at, id) where case_id is not null;
      create index audit_event_account on audit_event (account_id, at, id) where account_id is not null;
      create index audit_event_actor on audit_event (actor_id, at, id) where actor_id is not null;
      create index audit_event_action on audit_event (action, at, id);

      create table audit_key (
        account_id uuid primary key references account,
        wrapped bytea not null,
        created_at timestamptz not null default now()
      );

      create function audit_prepare_months(first date, months integer) returns void
        language plpgsql security definer set search_path = public, pg_temp as $$
        declare month date := date_trunc('month', first); name text;
        begin
          if months not between 1 and 36 then raise exception 'months must be between 1 and 36'; end if;
          perform pg_advisory_xact_lock(727001);
          for i in 1..months loop
            name := 'audit_event_' || to_char(month, 'YYYY_MM');
            if to_regclass('public.' || name) is null then
              execute format('create table %I partition of audit_event for values from (%L) to (%L)',
                name, to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00',
                to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
            end if;
            month := month + interval '1 month';
          end loop;
        end $$;
      select audit_prepare_months((now() - interval '1 month')::date, 14);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop function audit_prepare_months(date, integer);
      drop table audit_key, audit_event
    `);
  }
}
