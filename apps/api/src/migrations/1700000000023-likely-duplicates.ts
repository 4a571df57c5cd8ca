import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What finds likely duplicates: the accounts in the form that is compared, who waits to be compared anew, what was
 * found, and the passes through the whole shop.
 */
export class LikelyDuplicates1700000000023 implements MigrationInterface {
  name = 'LikelyDuplicates1700000000023';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Personal, as the account is: erasing an account deletes its row here, and its keys by their place. Made from the
      -- accounts alone and made again by a pass, so it is in no log of the database and in no physical backup.
      create unlogged table match_record (
        account_id uuid primary key,
        -- A short name for the account among the keys.
        place integer not null unique,
        realm text not null,
        record json not null,
        keys bigint[] not null
      );
      create unlogged table match_key (key bigint not null, place integer not null);
      create index match_key_place on match_key (key, place);
      create sequence match_place as integer;

      -- How many accounts of a realm a name occurs in, and under the empty one how many were counted. Names of nobody.
      create table match_term (
        realm text not null references realm,
        term text not null,
        count integer not null,
        primary key (realm, term)
      );

      -- Accounts that changed since they were compared. Only ever added to, so that whoever writes an account waits for
      -- nobody; the same one may stand here many times.
      create table match_stale (id bigint generated always as identity primary key, account_id uuid not null);

      create table duplicate (
        id uuid primary key,
        realm text not null references realm,
        account_a uuid not null references account,
        account_b uuid not null references account,
        weight double precision not null,
        probability double precision not null check (probability between 0 and 1),
        -- Names of signals and their weights: nothing personal.
        reasons jsonb not null,
        state text not null check (state in ('open', 'dismissed', 'merged')),
        found_at timestamptz not null,
        dismissed_at timestamptz,
        dismissed_by uuid references agent,
        dismiss_reason text,
        -- Both as they were compared when it was dismissed, each sealed under its customer's key.
        dismissed_a bytea,
        dismissed_b bytea,
        reopened_at timestamptz,
        check (account_a < account_b),
        check (state <> 'dismissed' or (dismissed_at is not null and dismissed_by is not null
          and dismiss_reason is not null and dismissed_a is not null and dismissed_b is not null)),
        unique (account_a, account_b)
      );
      create index duplicate_other on duplicate (account_b);
      create index duplicate_weight on duplicate (state, weight desc, id desc);
      create index duplicate_found on duplicate (state, found_at desc, id desc);

      create table duplicate_pass (
        id uuid primary key,
        state text not null check (state in ('queued', 'running', 'finished', 'failed')),
        step text not null default 'reading' check (step in ('reading', 'pairing', 'scoring', 'done')),
        tries integer not null default 0,
        accounts integer not null default 0,
        done integer not null default 0,
        "of" integer not null default 0,
        found integer not null default 0,
        started_by uuid references agent,
        created_at timestamptz not null,
        finished_at timestamptz,
        check ((state in ('finished', 'failed')) = (finished_at is not null))
      );
      create unique index duplicate_pass_one on duplicate_pass ((true)) where state in ('queued', 'running');

      -- What a pass works with between its steps.
      create unlogged table match_pair (one integer not null, other integer not null, primary key (one, other));
      create unlogged table match_found (
        id uuid not null,
        realm text not null,
        account_a uuid not null,
        account_b uuid not null,
        weight double precision not null,
        probability double precision not null,
        reasons jsonb not null
      );

      grant select, insert, update, delete on match_record, match_key, match_term, match_stale, match_pair, match_found,
        duplicate, duplicate_pass to relink_app;
      revoke delete on duplicate_pass from relink_app;
      grant usage, select, update on match_place to relink_app;
    `);
    await db.query(BULK);
    await db.query(NOTE);
    // Accounts that there are already are read by a pass: noting each of them here would hold up every writer meanwhile.
    await db.query(`
      insert into duplicate_pass (id, state, created_at)
        select gen_random_uuid(), 'queued', now() where exists (select from account);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['account', 'identifier', 'address', 'shop_order'])
      for (const what of ['new', 'changed', 'gone'])
        await db.query(`drop trigger if exists ${table}_${what}_match on ${table}`);
    await db.query(`
      drop function match_begin(), match_index(), match_end(), match_note_account(), match_note_rows(), match_note_row();
      drop table match_found, match_pair, duplicate_pass, duplicate, match_stale, match_term, match_key, match_record;
      drop sequence match_place;
    `);
  }
}

/**
 * A pass fills these tables many times as fast without the index of the keys. The application may make no index of its
 * own; this one it may make anew, on a table that it alone fills.
 */
const BULK = `
  create function match_begin() returns void language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      truncate match_record, match_key, match_pair, match_found;
      drop index if exists match_key_place;
    end $$;
  create function match_index() returns void language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      create index if not exists match_key_place on match_key (key, place);
      analyze match_record, match_key;
    end $$;
  create function match_end() returns void language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      truncate match_pair, match_found;
      analyze duplicate;
    end $$;
  revoke execute on function match_begin(), match_index(), match_end() from public;
  grant execute on function match_begin(), match_index(), match_end() to relink_app;`;

/** Who writes an account, a contact or an address notes the account, some thousand rows with one statement. */
const NOTE = `
  create function match_note_account() returns trigger language plpgsql as $$
    begin
      insert into match_stale (account_id) select id from fresh;
      return null;
    end $$;
  create function match_note_rows() returns trigger language plpgsql as $$
    begin
      insert into match_stale (account_id) select distinct account_id from fresh where account_id is not null;
      return null;
    end $$;
  create function match_note_row() returns trigger language plpgsql as $$
    begin
      if tg_table_name = 'account' then
        insert into match_stale (account_id) values (new.id);
        return null;
      end if;
      if tg_op <> 'DELETE' then
        insert into match_stale (account_id) values (new.account_id);
      end if;
      if tg_op = 'DELETE' or old.account_id is distinct from new.account_id then
        insert into match_stale (account_id) values (old.account_id);
      end if;
      return null;
    end $$;

  create trigger account_new_match after insert on account referencing new table as fresh
    for each statement execute function match_note_account();
  -- Of the orders it only matters whether there are any.
  create trigger account_changed_match after update on account for each row
    when ((old.first_name, old.last_name, old.birth_date, old.country, old.status, old.began_at, old.order_count = 0)
      is distinct from
      (new.first_name, new.last_name, new.birth_date, new.country, new.status, new.began_at, new.order_count = 0))
    execute function match_note_row();

  create trigger identifier_new_match after insert on identifier referencing new table as fresh
    for each statement execute function match_note_rows();
  create trigger identifier_changed_match after update on identifier for each row
    when ((old.account_id, old.normalised, old.alias, old.use, old.state, old.reachable, old.taken_by_account_id)
      is distinct from
      (new.account_id, new.normalised, new.alias, new.use, new.state, new.reachable, new.taken_by_account_id))
    execute function match_note_row();
  create trigger identifier_gone_match after delete on identifier for each row execute function match_note_row();

  create trigger address_new_match after insert on address referencing new table as fresh
    for each statement execute function match_note_rows();
  create trigger address_changed_match after update on address for each row when (old.* is distinct from new.*)
    execute function match_note_row();
  create trigger address_gone_match after delete on address for each row execute function match_note_row();

  create trigger shop_order_new_match after insert on shop_order referencing new table as fresh
    for each statement execute function match_note_rows();
  -- An order that finds its account, or goes to another, changes what that account counts: it is noted there.
  create trigger shop_order_changed_match after update of ship_line1, ship_line2, ship_city, ship_postcode, ship_phone
    on shop_order for each row
    when (old.account_id is not null and (old.ship_line1, old.ship_line2, old.ship_city, old.ship_postcode, old.ship_phone)
      is distinct from (new.ship_line1, new.ship_line2, new.ship_city, new.ship_postcode, new.ship_phone))
    execute function match_note_row();`;
