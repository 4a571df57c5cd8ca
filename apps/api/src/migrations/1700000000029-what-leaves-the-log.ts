import type { MigrationInterface, QueryRunner } from 'typeorm';
import { indexMonthsBesideTheWork } from '../platform/database/beside-the-work.ts';

/** Filters that combine, exports, the stream to a shop's own log store, and months whose bodies expire. */
export class WhatLeavesTheLog1700000000029 implements MigrationInterface {
  name = 'WhatLeavesTheLog1700000000029';
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await indexMonthsBesideTheWork(db, 'audit_event', {
      audit_event_actor_action: '(actor_id, action, at, id) where actor_id is not null',
      audit_event_address: '(address, at, id) where address is not null',
      audit_event_origin: '(origin, at, id) where origin is not null',
      // Refusals are few, and what a supervisor looks for.
      audit_event_refused: `(at, id) where outcome = 'refused'`,
      audit_event_actor_refused: `(actor_id, at, id) where outcome = 'refused' and actor_id is not null`,
      audit_event_action_refused: `(action, at, id) where outcome = 'refused'`,
    });
    await db.query(`
      create table if not exists audit_filter (
        id uuid primary key,
        agent_id uuid not null references agent,
        name text not null,
        filter jsonb not null,
        created_at timestamptz not null,
        unique (agent_id, name)
      );
      grant select, insert, delete on audit_filter to relink_app;

      create table if not exists audit_export (
        id uuid primary key,
        agent_id uuid not null references agent,
        format text not null check (format in ('ndjson', 'csv')),
        reason text not null,
        filter jsonb not null,
        state text not null check (state in ('waiting', 'running', 'finished', 'failed', 'deleted')),
        -- Every transaction up to this one is over, and its events sequenced, before the export begins.
        xact xid8 not null default pg_current_xact_id(),
        about bigint not null default 0,
        events bigint not null default 0,
        bytes bigint not null default 0,
        checkpoint_size bigint,
        -- The size that the log had when all of that was sequenced: a checkpoint at least as large is waited for.
        needed_size bigint,
        verifier_key text,
        failure text,
        created_at timestamptz not null,
        finished_at timestamptz,
        expires_at timestamptz
      );
      create index if not exists audit_export_agent on audit_export (agent_id, created_at, id);
      create index if not exists audit_export_created on audit_export (created_at, id);
      create index if not exists audit_export_expires on audit_export (expires_at) where state = 'finished';
      grant select, insert, update on audit_export to relink_app;

      create table if not exists audit_export_chunk (
        export_id uuid not null references audit_export,
        nth integer not null,
        gzipped bytea not null,
        primary key (export_id, nth)
      );
      -- Compressed already.
      alter table audit_export_chunk alter column gzipped set storage external;
      grant select, insert, delete on audit_export_chunk to relink_app;

      create table if not exists audit_stream (
        one boolean primary key default true check (one),
        next_seq bigint not null default 0,
        sent_at timestamptz,
        failing_since timestamptz,
        failures integer not null default 0,
        retry_at timestamptz,
        last_error text
      );
      insert into audit_stream default values on conflict do nothing;
      grant select, update on audit_stream to relink_app;
    `);
    await db.query(DROP_MONTH);
    await db.query(`
      revoke execute on function audit_expire_month(date) from public;
      grant execute on function audit_expire_month(date) to relink_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop function audit_expire_month(date);
      drop table audit_stream, audit_export_chunk, audit_export, audit_filter;
      drop index audit_event_actor_action, audit_event_address, audit_event_origin, audit_event_refused,
        audit_event_actor_refused, audit_event_action_refused
    `);
  }
}

/**
 * The only way that events go, and only whole months of them: the application's role may not delete. It judges for
 * itself, whatever it is asked: no month younger than a year, or than the policy keeps it; none with an event that is not
 * under a checkpoint (and, where witnesses are kept at all, a witnessed one); none with an event of an account under legal
 * hold, of what was merged into it, or of a case of theirs. Says why not.
 */
const DROP_MONTH = `
  create or replace function audit_expire_month(month date) returns text
    language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '2s' as $$
    declare
      name text := 'audit_event_' || to_char(month, 'YYYY_MM');
      covered bigint; highest bigint; loose boolean; held boolean; keep integer;
    begin
      if month <> date_trunc('month', month)::date then raise exception 'not the first day of a month'; end if;
      select (numbers #>> '{audit,bodiesMonths}')::integer into keep from policy
        where in_force_from <= now() order by in_force_from desc, version desc limit 1;
      if month > now() - make_interval(months => 1 + greatest(12, keep)) then return 'too-young'; end if;
      if to_regclass('public.' || name) is null then return 'gone'; end if;
      -- Nobody writes there any more; whoever tried would wait.
      execute format('lock table %I in share mode', name);
      execute format('select max(l.seq), coalesce(bool_or(l.seq is null), false)
                        from %I e left join audit_leaf l on l.event_id = e.id', name) into highest, loose;
      if loose then return 'not-sequenced-yet'; end if;
      select coalesce(max(size) filter (where witnessed_at is not null), max(size)) into covered from audit_checkpoint;
      if highest is not null and coalesce(covered, 0) <= highest then return 'no-checkpoint-yet'; end if;
      if to_regclass('public.legal_hold') is not null then
        execute format($held$
          with recursive held (id) as (
            (select account_id from legal_hold where lifted_at is null
              union select account_id from account_hold where kind = 'legal-hold' and ended_at is null)
            union select a.id from account a join held h on a.merged_into = h.id)
          select exists (select from held h where exists (select from %1$I e where e.account_id = h.id)
            or exists (select from case_account k where k.account_id = h.id
                        and exists (select from %1$I e where e.case_id = k.case_id)))$held$, name) into held;
        if held then return 'legal-hold'; end if;
      end if;
      execute format('drop table %I', name);
      return 'expired';
    end $$;
`;
