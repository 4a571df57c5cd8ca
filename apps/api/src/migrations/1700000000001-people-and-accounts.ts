import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agents and their sessions, accounts with identifiers, addresses and orders. */
export class PeopleAndAccounts1700000000001 implements MigrationInterface {
  name = 'PeopleAndAccounts1700000000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create extension if not exists pg_trgm;

      create table realm (id text primary key check (id ~ '^[a-z0-9-]{1,40}$'), name text not null);
      insert into realm values ('main', 'Main shop');

      create table agent (
        id uuid primary key,
        username text not null,
        name text not null check (length(name) between 1 and 200),
        role text not null check (role in ('agent', 'supervisor', 'admin')),
        password_hash text not null,
        disabled_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create unique index agent_username on agent (lower(username));

      create table agent_session (
        token_hash bytea primary key check (length(token_hash) = 32),
        agent_id uuid not null references agent,
        created_at timestamptz not null,
        last_seen_at timestamptz not null,
        expires_at timestamptz not null,
        address text,
        user_agent text
      );
      create index agent_session_agent on agent_session (agent_id);

      create table rate_limit (key text primary key, points integer not null default 0, expire bigint);

      create table account (
        id uuid primary key,
        realm text not null references realm,
        external_id text,
        status text not null default 'active' check (status in ('active', 'suspended', 'merged', 'closed')),
        merged_into uuid references account,
        first_name text not null default '',
        last_name text not null default '',
        search_name text not null default '',
        language text not null default 'en',
        country text,
        security_version bigint not null default 1,
        began_at timestamptz,
        order_count integer not null default 0 check (order_count >= 0),
        first_order_at timestamptz,
        last_order_at timestamptz,
        has_balance boolean not null default false,
        has_subscription boolean not null default false,
        note text not null default '',
        tags text[] not null default '{}',
        import_fingerprint bytea,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        check ((status = 'merged') = (merged_into is not null)),
        check (merged_into <> id)
      ) with (fillfactor = 80); -- room for the counts that each order changes, so that no index is touched for them
      create unique index account_external on account (realm, external_id) where external_id is not null;
      create index account_search_name on account using gin (search_name gin_trgm_ops);

      -- The accounts whose name holds what was typed, closest first; only where there is none, with more slips.
      -- The planner takes comparing trigrams for cheap, and would read the whole table.
      create function accounts_by_name(of_realm text, typed text, most integer)
        returns table (account_id uuid, closeness real) language plpgsql
        set enable_seqscan = off set pg_trgm.word_similarity_threshold = 0.6 as $$
        declare threshold text;
        begin
          foreach threshold in array array['0.6', '0.45'] loop
            perform set_config('pg_trgm.word_similarity_threshold', threshold, true);
            return query
              select a.id, word_similarity(typed, a.search_name) + similarity(typed, a.search_name)
                from account a where a.realm = of_realm and a.search_name %> typed
               order by 2 desc, a.order_count desc, a.id limit most;
            exit when found;
          end loop;
        end $$;

      create table identifier (
        id uuid primary key,
        account_id uuid not null references account,
        realm text not null references realm,
        kind text not null check (kind in ('email', 'phone', 'username', 'federated')),
        use text not null check (use in ('login', 'recovery', 'contact')),
        state text not null check (state in ('pending', 'verified', 'released')),
        value text not null check (length(value) between 1 and 320),
        normalised text not null check (length(normalised) between 1 and 320),
        alias text,
        reachable boolean not null default true,
        linked_since timestamptz,
        verified_at timestamptz,
        released_at timestamptz,
        release_reason text check (release_reason in
          ('taken', 'moved-to-claimed-account', 'replaced', 'not-confirmed', 'cancelled', 'removed-by-shop')),
        taken_by_account_id uuid references account,
        undeliverable_at timestamptz,
        origin text not null check (origin in ('case', 'portal', 'import', 'effect-of')),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        check ((state = 'released') = (released_at is not null)),
        check ((state = 'released') = (release_reason is not null)),
        check (use <> 'login' or reachable),
        check (taken_by_account_id is null or state = 'released')
      );
      create unique index identifier_login on identifier (realm, kind, normalised)
        where use = 'login' and state = 'verified';
      create unique index identifier_once_per_account on identifier (account_id, kind, normalised, use)
        where state <> 'released';
      create index identifier_value on identifier (realm, kind, normalised);
      create index identifier_alias on identifier (realm, alias) where alias is not null;
      create index identifier_account on identifier (account_id);

      create table identifier_claim (
        realm text not null references realm,
        kind text not null,
        normalised text not null,
        account_id uuid not null references account,
        identifier_id uuid not null references identifier,
        expires_at timestamptz not null,
        primary key (realm, kind, normalised)
      );

      create table address (
        id bigint generated always as identity primary key,
        account_id uuid not null references account,
        is_default boolean not null default false,
        name text not null default '',
        company text not null default '',
        line1 text not null default '',
        line2 text not null default '',
        city text not null default '',
        province text not null default '',
        postcode text not null default '',
        country text not null default '',
        phone text not null default ''
      );
      create index address_account on address (account_id);
      create unique index address_default on address (account_id) where is_default;

      create table shop_order (
        id bigint generated always as identity primary key,
        realm text not null references realm,
        external_id text not null,
        account_id uuid references account,
        number text not null,
        number_normalised text not null,
        email text not null default '',
        phone text not null default '',
        placed_at timestamptz not null,
        paid_at timestamptz,
        cancelled_at timestamptz,
        financial_status text not null default '',
        fulfillment_status text not null default '',
        currency text not null default '',
        total numeric(18, 2) not null default 0,
        ship_name text not null default '',
        ship_line1 text not null default '',
        ship_line2 text not null default '',
        ship_city text not null default '',
        ship_province text not null default '',
        ship_postcode text not null default '',
        ship_country text not null default '',
        ship_phone text not null default '',
        import_fingerprint bytea,
        created_at timestamptz not null default now()
      );
      create unique index shop_order_external on shop_order (realm, external_id);
      create index shop_order_number on shop_order (realm, number_normalised);
      create index shop_order_account on shop_order (account_id, placed_at desc);
      create index shop_order_unmatched on shop_order (realm, id) where account_id is null;

      create table order_item (
        order_id bigint not null references shop_order,
        position integer not null check (position > 0),
        name text not null,
        quantity integer not null default 1,
        price numeric(18, 2) not null default 0,
        sku text not null default '',
        primary key (order_id, position)
      );

      create table credential (
        account_id uuid primary key references account,
        password_hash text not null,
        updated_at timestamptz not null
      );

      create table customer_session (
        token_hash bytea primary key check (length(token_hash) = 32),
        account_id uuid not null references account,
        created_at timestamptz not null,
        last_seen_at timestamptz not null,
        expires_at timestamptz not null,
        ended_at timestamptz,
        user_agent text
      );
      create index customer_session_account on customer_session (account_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop function accounts_by_name(text, text, integer);
      drop table customer_session, credential, order_item, shop_order, address, identifier_claim, identifier, account,
        rate_limit, agent_session, agent, realm
    `);
  }
}
