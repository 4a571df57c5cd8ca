import { NUMBERS } from '@relink/domain';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases, what callers proved in them, the messages they caused, and the record of all of it. */
export class CasesAndEvidence1700000000002 implements MigrationInterface {
  name = 'CasesAndEvidence1700000000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table policy (
        version integer primary key,
        preset text not null check (preset in ('standard', 'strict')),
        numbers jsonb not null,
        in_force_from timestamptz not null default now(),
        set_by uuid references agent
      );
      insert into policy (version, preset, numbers) values (1, 'standard', '${JSON.stringify(NUMBERS)}');

      create table recovery_case (
        id uuid primary key,
        reference text not null unique,
        realm text not null references realm,
        channel text not null check (channel in ('phone', 'email', 'chat', 'in-person')),
        ticket text not null default '' check (length(ticket) <= 100),
        state text not null check (state in ('open', 'waiting-for-customer', 'waiting-for-approval', 'closed')),
        outcome text check (outcome in ('recovered', 'already-had-access', 'not-verified', 'customer-gave-up',
          'no-account-found', 'suspected-fraud', 'opened-by-mistake')),
        agent_id uuid not null references agent,
        opened_by uuid not null references agent,
        former_agent_ids uuid[] not null default '{}',
        opened_at timestamptz not null,
        assurance_reset_at timestamptz,
        closed_at timestamptz,
        updated_at timestamptz not null,
        check ((state = 'closed') = (outcome is not null)),
        check ((state = 'closed') = (closed_at is not null))
      );
      create index recovery_case_agent on recovery_case (agent_id, state, opened_at desc);
      create index recovery_case_opened on recovery_case (opened_at desc, id desc);
      create index recovery_case_state on recovery_case (state, opened_at desc);

      create table case_note (
        id uuid primary key,
        case_id uuid not null references recovery_case,
        agent_id uuid not null references agent,
        body text not null check (length(body) between 1 and 10000),
        at timestamptz not null
      );
      create index case_note_case on case_note (case_id, at);

      create table case_account (
        case_id uuid not null references recovery_case,
        account_id uuid not null references account,
        role text not null check (role in ('claimed', 'duplicate')),
        email_reported_lost boolean not null default false,
        added_at timestamptz not null,
        primary key (case_id, account_id)
      );
      create unique index case_account_one_claimed on case_account (case_id) where role = 'claimed';
      create index case_account_account on case_account (account_id);

      create table search_hit (
        agent_id uuid not null references agent,
        account_id uuid not null references account,
        kind text not null check (kind in ('email', 'phone', 'username', 'order-number', 'id', 'name')),
        at timestamptz not null,
        primary key (agent_id, account_id, kind)
      );

      create table evidence_round (
        id uuid primary key,
        case_id uuid not null references recovery_case,
        account_id uuid not null references account,
        agent_id uuid not null references agent,
        at timestamptz not null,
        kinds text[] not null check (cardinality(kinds) >= 2),
        enough boolean not null,
        after_failure boolean not null,
        policy_version integer not null references policy,
        results_sealed bytea not null
      );
      create index evidence_round_account on evidence_round (account_id, at);
      create index evidence_round_case on evidence_round (case_id, at);
      create index evidence_round_agent_failed on evidence_round (agent_id, at) where not enough;

      create table verification_lock (
        id uuid primary key,
        account_id uuid not null references account,
        at timestamptz not null,
        until timestamptz not null check (until > at),
        reason text not null,
        lifted_at timestamptz,
        lifted_by uuid references agent,
        lift_reason text,
        check ((lifted_at is null) = (lifted_by is null)),
        check ((lifted_at is null) = (lift_reason is null))
      );
      create index verification_lock_account on verification_lock (account_id, until);

      create table message (
        id uuid primary key,
        channel text not null check (channel in ('email', 'sms')),
        template text not null,
        language text not null,
        realm text not null references realm,
        account_id uuid references account,
        case_id uuid references recovery_case,
        identifier_id uuid references identifier,
        destination text not null,
        params jsonb not null default '{}',
        secret_sealed bytea,
        state text not null default 'waiting' check (state in ('waiting', 'handed-over', 'failed', 'expired')),
        attempts integer not null default 0,
        last_error text,
        created_at timestamptz not null,
        expires_at timestamptz,
        handed_over_at timestamptz,
        check (state = 'waiting' or secret_sealed is null)
      );
      create index message_account on message (account_id, created_at);
      create index message_case on message (case_id, created_at);
      create index message_created on message (created_at desc, id desc);
      create index message_state on message (state, created_at);

      create table development_inbox (
        message_id uuid not null references message,
        attempt integer not null,
        channel text not null,
        destination text not null,
        subject text not null,
        body text not null,
        at timestamptz not null,
        primary key (message_id, attempt)
      );

      create table challenge (
        id uuid primary key,
        reference text not null unique,
        purpose text not null check (purpose in
          ('evidence', 'spoken', 'email-confirmation', 'identifier-move', 'password-reset')),
        account_id uuid references account,
        case_id uuid references recovery_case,
        identifier_id uuid references identifier,
        change_id uuid,
        destination text not null,
        proves text check (proves in ('linked_phone', 'linked_email', 'recovery_contact')),
        method text not null check (method in ('sms', 'email')),
        needs_last_order boolean not null default false,
        code_hash bytea check (length(code_hash) = 32),
        token_hash bytea check (length(token_hash) = 32),
        tries_left integer not null check (tries_left >= 0),
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz,
        superseded_at timestamptz,
        message_id uuid references message,
        requested_by uuid references agent
      );
      create unique index challenge_token on challenge (token_hash) where token_hash is not null;
      create index challenge_case on challenge (case_id, created_at);
      create index challenge_account on challenge (account_id, created_at);
      create index challenge_destination on challenge (destination, purpose, created_at);

      create table plan (
        hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
        kind text not null,
        account_id uuid not null references account,
        body_sealed bytea not null,
        created_at timestamptz not null
      );

      create table identifier_change (
        id uuid primary key,
        account_id uuid not null references account,
        case_id uuid references recovery_case,
        identifier_id uuid not null references identifier,
        plan_hash text not null references plan,
        state text not null check (state in ('pending', 'effective', 'cancelled', 'expired')),
        requested_by uuid references agent,
        requested_at timestamptz not null,
        expires_at timestamptz not null,
        decided_at timestamptz,
        check ((state = 'pending') = (decided_at is null))
      );
      create unique index identifier_change_one_pending on identifier_change (account_id) where state = 'pending';
      create index identifier_change_agent on identifier_change (requested_by, requested_at);
      alter table challenge add foreign key (change_id) references identifier_change;

      create table idempotent_request (
        principal text not null,
        route text not null,
        key text not null check (length(key) between 1 and 200),
        payload_hash bytea not null,
        status integer not null,
        code text,
        resource_id text,
        result jsonb,
        at timestamptz not null,
        primary key (principal, route, key)
      );

      create table import_run (
        id uuid primary key,
        realm text not null references realm,
        kind text check (kind in ('shopify-customers', 'shopify-orders')),
        file_name text not null,
        stored_as text not null,
        file_bytes bigint not null,
        state text not null check (state in ('queued', 'running', 'finished', 'failed')),
        failure text,
        read integer not null default 0,
        created integer not null default 0,
        updated integer not null default 0,
        unchanged integer not null default 0,
        differing integer not null default 0,
        warned integer not null default 0,
        refused integer not null default 0,
        bytes_read bigint not null default 0,
        started_by uuid references agent,
        is_demo boolean not null default false,
        created_at timestamptz not null,
        started_at timestamptz,
        finished_at timestamptz
      );

      create table import_row_issue (
        id bigint generated always as identity primary key,
        import_id uuid not null references import_run,
        severity text not null check (severity in ('warned', 'refused', 'differing')),
        file text not null,
        line integer not null,
        column_name text not null,
        code text not null,
        reason text not null,
        row_text text not null default ''
      );
      create index import_row_issue_import on import_row_issue (import_id, severity, id);

      -- The ids that a running import has read, to refuse a second row of one; unlogged, because a run that
      -- was cut off starts again with an empty one.
      create unlogged table import_seen_id (
        import_id uuid not null,
        external_id text not null,
        line integer not null,
        primary key (import_id, external_id)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop table import_seen_id, import_row_issue, import_run, idempotent_request;
      alter table challenge drop column change_id;
      drop table identifier_change, plan, challenge, development_inbox, message, verification_lock, evidence_round,
        search_hit, case_account, case_note, recovery_case, policy
    `);
  }
}
