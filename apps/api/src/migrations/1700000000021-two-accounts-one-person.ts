import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What merging two accounts moves, adds up and asks about, the merges themselves, and what undoes them. Checks of tables that
 * may be large are not valid yet: the rows there are are checked by the next migration, beside the work.
 */
export class TwoAccountsOnePerson1700000000021 implements MigrationInterface {
  name = 'TwoAccountsOnePerson1700000000021';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table account
        add column birth_date date,
        add column contact_preference text,
        add column loyalty_points bigint not null default 0,
        add check (contact_preference in ('email', 'sms', 'phone', 'post', 'any')) not valid,
        add check (loyalty_points >= 0) not valid;

      -- The login that comes first, where an account has several of a kind. What is not a verified login any more comes
      -- nowhere, whatever its mark says.
      alter table identifier
        add column is_primary boolean not null default false,
        drop constraint identifier_release_reason_check,
        add constraint identifier_release_reason_check check (release_reason in ('taken', 'moved-to-claimed-account', 'replaced',
          'not-confirmed', 'cancelled', 'removed-by-shop', 'reversed', 'merged')) not valid;

      -- Files of gift cards and of subscriptions.
      alter table import_run drop constraint import_run_kind_check,
        add constraint import_run_kind_check check (kind in ('shopify-customers', 'shopify-orders',
          'shopify-customers-older', 'woocommerce-customers', 'woocommerce-orders', 'gift-cards', 'subscriptions',
          'mapped-customers', 'mapped-orders', 'mapped-gift-cards', 'mapped-subscriptions'));

      -- The identifier an order was placed with, where somebody was signed in or gave one: an order goes where it goes.
      alter table shop_order add column placed_with uuid,
        add constraint shop_order_placed_with_fkey foreign key (placed_with) references identifier not valid;

      -- The account whose key a round's results are sealed under, where a merge has moved the round since.
      alter table evidence_round add column sealed_for uuid,
        add constraint evidence_round_sealed_for_fkey foreign key (sealed_for) references account not valid;

      create table store_credit (
        account_id uuid not null references account,
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        amount numeric(18, 2) not null check (amount >= 0),
        primary key (account_id, currency)
      );
      create table gift_card (
        id uuid primary key,
        realm text not null references realm,
        external_id text not null,
        account_id uuid not null references account,
        last_characters text not null default '' check (length(last_characters) <= 8),
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        balance numeric(18, 2) not null check (balance >= 0),
        expires_on date,
        unique (realm, external_id)
      );
      create index gift_card_account on gift_card (account_id);
      create table subscription (
        id uuid primary key,
        realm text not null references realm,
        external_id text not null,
        account_id uuid not null references account,
        product text not null default '',
        state text not null check (state in ('active', 'paused', 'cancelled')),
        next_charge_on date,
        unique (realm, external_id)
      );
      create index subscription_account on subscription (account_id);
      create table consent (
        account_id uuid not null references account,
        topic text not null check (topic ~ '^[a-z0-9-]{1,60}$'),
        granted boolean not null,
        at timestamptz not null,
        primary key (account_id, topic)
      );
      create table account_hold (
        id uuid primary key,
        account_id uuid not null references account,
        kind text not null check (kind in ('legal-hold', 'fraud-hold', 'dispute', 'data-request')),
        -- The shop's own number of it; empty where it has none.
        external_id text not null default '',
        since timestamptz not null,
        ended_at timestamptz
      );
      create unique index account_hold_open on account_hold (account_id, kind, external_id) where ended_at is null;
      create table second_factor (
        account_id uuid not null references account,
        kind text not null check (kind in ('authenticator', 'backup-codes')),
        since timestamptz not null,
        primary key (account_id, kind)
      );

      create table merge (
        id uuid primary key,
        realm text not null references realm,
        survivor_id uuid not null references account,
        other_id uuid not null references account,
        case_id uuid references recovery_case,
        plan_hash text not null references plan,
        choices jsonb not null,
        -- What a second person is told, where one is asked.
        reason text not null default '' check (length(reason) <= 2000),
        policy_version integer not null references policy,
        state text not null check (state in ('waiting', 'queued', 'running', 'done', 'undone', 'refused')),
        refusal text,
        requested_by uuid references agent,
        requested_at timestamptz not null,
        approved_by uuid references agent,
        executed_at timestamptz,
        undo_until timestamptz,
        -- When what it moved and the before-images were deleted.
        purged_at timestamptz,
        counts jsonb not null default '{}',
        sums jsonb not null default '{"points": 0, "credits": []}',
        check (survivor_id <> other_id),
        check ((state in ('done', 'undone')) = (executed_at is not null)),
        check ((executed_at is null) = (undo_until is null)),
        check ((state = 'refused') = (refusal is not null))
      );
      create index merge_survivor on merge (survivor_id, requested_at);
      create index merge_other on merge (other_id, requested_at);
      create index merge_case on merge (case_id) where case_id is not null;
      create index merge_agent on merge (requested_by, requested_at);
      create index merge_requested on merge (requested_at desc, id desc);
      create index merge_at_work on merge (id) where state in ('queued', 'running');
      create index merge_to_purge on merge (undo_until) where executed_at is not null and purged_at is null;

      create table merge_undo (
        id uuid primary key,
        merge_id uuid not null references merge,
        case_id uuid not null references recovery_case,
        plan_hash text not null references plan,
        decisions jsonb not null,
        reason text not null default '' check (length(reason) <= 2000),
        state text not null check (state in ('waiting', 'queued', 'running', 'done', 'refused')),
        refusal text,
        requested_by uuid not null references agent,
        requested_at timestamptz not null,
        approved_by uuid references agent,
        executed_at timestamptz,
        check ((state = 'done') = (executed_at is not null)),
        check ((state = 'refused') = (refusal is not null))
      );
      create index merge_undo_merge on merge_undo (merge_id, requested_at);
      create index merge_undo_requested on merge_undo (requested_by, requested_at);
      create index merge_undo_at_work on merge_undo (id) where state in ('queued', 'running');
      create unique index merge_undo_one on merge_undo (merge_id) where state <> 'refused';

      -- Told on another connection than the one that does the work; of no use after a crash.
      create unlogged table merge_progress (
        -- Of a merge, or of its undoing.
        id uuid primary key,
        statement integer not null,
        of integer not null,
        name text not null,
        at timestamptz not null
      );

      -- What each statement of a merge moved, by id: one row for a thousand orders as for one.
      create table merge_ledger (
        merge_id uuid not null references merge,
        what text not null,
        ids text[] not null,
        primary key (merge_id, what)
      );
      -- Both accounts as they were, and the survivor as the merge left it, sealed under its customer's key.
      create table merge_image (
        merge_id uuid not null references merge,
        account_id uuid not null references account,
        moment text not null check (moment in ('before', 'after')),
        body_sealed bytea not null,
        primary key (merge_id, account_id, moment)
      );

      alter table approval
        add column merge_id uuid references merge,
        add column undo_id uuid references merge_undo,
        drop constraint approval_kind_check,
        add constraint approval_kind_check check (kind in ('held-change', 'reversal', 'merge', 'merge-undo')) not valid,
        add check ((kind in ('merge', 'merge-undo')) = (merge_id is not null)) not valid,
        add check ((kind = 'merge-undo') = (undo_id is not null)) not valid;
      create unique index approval_one_waiting_merge on approval (merge_id, kind) where state = 'waiting';
    `);
    const tables = [
      'store_credit',
      'gift_card',
      'subscription',
      'consent',
      'account_hold',
      'second_factor',
      'merge',
      'merge_undo',
      'merge_progress',
      'merge_ledger',
      'merge_image',
    ];
    await db.query(`
      grant select, insert, update, delete on ${tables.join(', ')} to relink_app;
      revoke delete on merge, merge_undo, account_hold from relink_app;
      revoke update on merge_ledger, merge_image from relink_app;
      grant update (account_id, sealed_for) on evidence_round to relink_app;
    `);
  }

  /** There is no way back once two accounts are one: restore a backup instead. */
  async down(): Promise<void> {
    return Promise.reject(new Error('This migration cannot be undone: restore the backup made before it.'));
  }
}
