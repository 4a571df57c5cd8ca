import type { MigrationInterface, QueryRunner } from 'typeorm';
import { indexBesideTheWork, validateBesideTheWork } from '../platform/database/beside-the-work.ts';

const RELEASE_REASONS = [
  'taken',
  'moved-to-claimed-account',
  'replaced',
  'not-confirmed',
  'cancelled',
  'removed-by-shop',
  'reversed',
  'merged',
  'erased',
];

/** Erasing a customer, what holds it up, and keys that the master key only wraps. Each step may be repeated. */
export class ErasureAndDataKeys1700000000030 implements MigrationInterface {
  name = 'ErasureAndDataKeys1700000000030';
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Keys by which everything sealed, digested or derived is; RELINK_MASTER_KEY wraps them and does nothing else.
      create table if not exists data_key (
        id uuid primary key,
        use text not null check (use in ('customer keys', 'message secrets', 'digests', 'factor secrets', 'signing keys', 'database role')),
        wrapped bytea not null,
        -- Tells which master key it was made under: a digest of that key, by which it cannot be found.
        made_under bytea not null check (length(made_under) = 16),
        made_at timestamptz not null default now(),
        -- From when on it is sealed with: every process has read it by then.
        seals_from timestamptz not null default now()
      );
      create index if not exists data_key_use on data_key (use, made_at);

      -- The data key that a customer's key is wrapped with; null: the first. One that is in use cannot be deleted.
      alter table audit_key add column if not exists data_key uuid references data_key;

      alter table account add column if not exists erased_at timestamptz,
        drop constraint if exists account_erased_check;
      alter table account
        add constraint account_erased_check check (erased_at is null or status in ('closed', 'merged')) not valid;

      alter table identifier drop constraint if exists identifier_release_reason_check;
      alter table identifier add constraint identifier_release_reason_check
        check (release_reason in (${listed(RELEASE_REASONS)})) not valid;

      create table if not exists legal_hold (
        id uuid primary key,
        account_id uuid not null references account,
        reason text not null check (length(reason) between 1 and 2000),
        placed_by uuid not null references agent,
        placed_at timestamptz not null,
        lifted_by uuid references agent,
        lifted_at timestamptz,
        lift_reason text check (length(lift_reason) between 1 and 2000),
        check (num_nulls(lifted_by, lifted_at, lift_reason) in (0, 3))
      );
      create unique index if not exists legal_hold_one on legal_hold (account_id) where lifted_at is null;

      create table if not exists erasure (
        id uuid primary key,
        account_id uuid not null references account,
        plan_hash text not null,
        state text not null check (state in ('waiting', 'queued', 'running', 'done', 'refused')),
        refusal text,
        -- After a backup was restored: it was approved before.
        replayed boolean not null default false,
        requested_by uuid references agent,
        requested_at timestamptz not null,
        approved_by uuid references agent,
        executed_at timestamptz,
        counts jsonb not null default '{}',
        -- Nobody erases a customer alone, whatever the program says.
        check (approved_by is null or requested_by is null or approved_by <> requested_by),
        check (state in ('waiting', 'refused') or approved_by is not null or replayed),
        check ((state = 'done') = (executed_at is not null)),
        check ((state = 'refused') = (refusal is not null))
      );
      create unique index if not exists erasure_one on erasure (account_id) where state in ('waiting', 'queued', 'running');
      create index if not exists erasure_at_work on erasure (id) where state in ('queued', 'running');

      -- Who was erased, without a person: own ids, and a keyed digest of the shop's, by which an import leaves the row alone.
      create table if not exists erased_account (
        account_id uuid primary key,
        erasure_id uuid not null,
        realm text not null,
        external_digest bytea check (length(external_digest) = 32),
        at timestamptz not null
      );
      create index if not exists erased_account_external on erased_account (external_digest) where external_digest is not null;

      alter table approval
        add column if not exists erasure_id uuid references erasure,
        drop constraint if exists approval_erasure_check;
      alter table approval
        add constraint approval_erasure_check check ((kind = 'erasure') = (erasure_id is not null)) not valid;
    `);
    await db.query(GUARD);
    await db.query(WRITTEN_ONCE);
    await db.query(`
      grant select on data_key to relink_app;
      grant select, insert, update on legal_hold, erasure to relink_app;
      grant select, insert on erased_account to relink_app;
      -- Words that nobody's name has any more.
      grant delete on name_word to relink_app;
    `);
    await indexBesideTheWork(db, {
      approval_erasure: 'approval (erasure_id) where erasure_id is not null',
      erasure_requested: 'erasure (requested_by, requested_at)',
      legal_hold_account: 'legal_hold (account_id)',
      // Where an erasure looks for what was sent to a person: it holds the accounts, and a stop of changes waits for it.
      message_identifier: 'message (identifier_id) where identifier_id is not null',
      message_destination: 'message (destination)',
      challenge_identifier: 'challenge (identifier_id) where identifier_id is not null',
    });
    await validateBesideTheWork(db);
  }

  /** There is no way back once somebody was erased. */
  async down(): Promise<void> {
    return Promise.reject(new Error('This migration cannot be undone: restore the backup made before it.'));
  }
}

function listed(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}

/** Nobody is erased under a legal hold, and nobody erased comes back, whatever the program says. */
const GUARD = `
  create or replace function account_erasure_guard() returns trigger language plpgsql as $$
    begin
      if old.erased_at is not null then
        if (new.erased_at, new.status, new.first_name, new.last_name, new.search_name, new.external_id)
           is distinct from (old.erased_at, old.status, '', '', '', null) then
          raise exception 'An erased account stays erased.' using errcode = '23514';
        end if;
      elsif new.erased_at is not null and (
        exists (select from legal_hold where account_id = new.id and lifted_at is null)
        or exists (select from account_hold where account_id = new.id and kind = 'legal-hold' and ended_at is null)) then
        raise exception 'A legal hold prevents the erasure of this account.' using errcode = '23514';
      end if;
      return new;
    end $$;
  create or replace trigger account_erasure before update on account for each row
    when (old.erased_at is not null or new.erased_at is not null) execute function account_erasure_guard();
  create or replace function key_of_erased_guard() returns trigger language plpgsql as $$
    begin
      if exists (select from account where id = new.account_id and erased_at is not null) then return null; end if;
      return new;
    end $$;
  create or replace trigger audit_key_of_erased before insert on audit_key for each row
    execute function key_of_erased_guard();`;

/**
 * What the application may write once and never change is emptied only here, and only for an erasure under way; the keys
 * of customers who are erased, and of nobody else, are destroyed only here.
 */
const WRITTEN_ONCE = `
  create or replace function erase_written_once(of_erasure uuid, accounts uuid[], cases uuid[]) returns integer
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare notes integer;
    begin
      if not exists (select from erasure where id = of_erasure and state = 'running' and account_id = any(accounts)) then
        raise exception 'There is no such erasure under way.';
      end if;
      if exists (select from case_note n where n.case_id = any(cases)
                  and not exists (select from case_account c where c.case_id = n.case_id and c.account_id = any(accounts))) then
        raise exception 'These cases are not of that person.';
      end if;
      if exists (select from legal_hold where account_id = any(accounts) and lifted_at is null)
        or exists (select from account_hold where account_id = any(accounts) and kind = 'legal-hold' and ended_at is null) then
        raise exception 'A legal hold prevents the erasure of this account.' using errcode = '23514';
      end if;
      update case_note set body = '(erased)' where case_id = any(cases) and body <> '(erased)';
      get diagnostics notes = row_count;
      update objection set destination = 'erased:' || id
       where account_id = any(accounts) and destination not like 'erased:%';
      return notes;
    end $$;
  revoke execute on function erase_written_once(uuid, uuid[], uuid[]) from public;
  grant execute on function erase_written_once(uuid, uuid[], uuid[]) to relink_app;

  create or replace function destroy_keys_of_erased(accounts uuid[]) returns integer
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare keys integer;
    begin
      delete from audit_key k using account a
       where a.id = k.account_id and a.erased_at is not null and a.id = any(accounts);
      get diagnostics keys = row_count;
      return keys;
    end $$;
  revoke execute on function destroy_keys_of_erased(uuid[]) from public;
  grant execute on function destroy_keys_of_erased(uuid[]) to relink_app;
  revoke delete on audit_key from relink_app;`;
