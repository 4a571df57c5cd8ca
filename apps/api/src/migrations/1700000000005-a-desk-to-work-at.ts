import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Case work as it is: callers, due times, call-backs, held and opposed changes, receipts, texts to say, and the switch.
 * Checks of tables that may be large are not valid yet: the rows there are are checked by a later migration, beside the work.
 */
export class ADeskToWorkAt1700000000005 implements MigrationInterface {
  name = 'ADeskToWorkAt1700000000005';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A call-back is a case that is nobody's until an agent takes it.
      alter table recovery_case
        alter column agent_id drop not null,
        alter column opened_by drop not null,
        add column due_at timestamptz,
        drop constraint recovery_case_channel_check,
        drop constraint recovery_case_outcome_check,
        add check (channel in ('phone', 'email', 'chat', 'in-person', 'call-back')) not valid,
        add check (outcome in ('recovered', 'already-had-access', 'not-verified', 'customer-gave-up', 'no-account-found',
          'suspected-fraud', 'opened-by-mistake', 'third-party-caller', 'holder-died', 'no-contact-left', 'not-reached')) not valid,
        add check ((state = 'waiting-for-customer') = (due_at is not null)) not valid,
        add check (agent_id is not null or (channel = 'call-back' and state in ('open', 'closed'))) not valid;
      create index recovery_case_due on recovery_case (due_at) where state = 'waiting-for-customer';
      create index recovery_case_nobodys on recovery_case (opened_at) where agent_id is null and state = 'open';

      create table case_caller (
        id uuid primary key,
        case_id uuid not null references recovery_case,
        channel text not null check (channel in ('phone', 'email', 'chat', 'in-person', 'call-back')),
        caller text not null check (caller in ('account-holder', 'third-party', 'for-someone-who-died')),
        agent_id uuid references agent,
        at timestamptz not null
      );
      create index case_caller_case on case_caller (case_id, at);

      create table case_draft (
        case_id uuid not null references recovery_case,
        agent_id uuid not null references agent,
        body text not null check (length(body) between 1 and 10000),
        updated_at timestamptz not null,
        primary key (case_id, agent_id)
      );

      create table call_back (
        case_id uuid primary key references recovery_case,
        phone text not null check (length(phone) between 1 and 60),
        normalised text not null check (length(normalised) between 1 and 60),
        wished_at timestamptz,
        language text not null,
        requested_at timestamptz not null
      );
      create index call_back_phone on call_back (normalised, requested_at);

      -- What supervisors are told: each is worked off by one of them.
      create table notice (
        id uuid primary key,
        kind text not null check (kind in ('suspected-fraud', 'agent-stopped', 'change-opposed', 'password-opposed')),
        case_id uuid references recovery_case,
        account_id uuid references account,
        agent_id uuid references agent,
        at timestamptz not null,
        settled_at timestamptz,
        settled_by uuid references agent,
        check ((settled_at is null) = (settled_by is null))
      );
      create index notice_unsettled on notice (at) where settled_at is null;

      alter table verification_lock
        add column kind text not null default 'failed-rounds' check (kind in ('failed-rounds', 'suspected-fraud', 'opposed')),
        add column case_id uuid references recovery_case;

      alter table message
        add column provider_id text,
        add column delivered_at timestamptz,
        add column bounced_at timestamptz,
        -- The carrier's or mail server's own code: '30007', '5.1.1'.
        add column carrier_code text,
        drop constraint message_state_check,
        add check (state in ('waiting', 'handed-over', 'delivered', 'bounced', 'failed', 'expired')) not valid;

      alter table challenge
        -- What the agent reads out and the customer sees in the message: the shop proves itself to its customer.
        add column desk_code text,
        drop constraint challenge_purpose_check,
        add check (purpose in
          ('evidence', 'spoken', 'email-confirmation', 'phone-confirmation', 'identifier-move', 'password-reset')) not valid;

      alter table identifier_change
        add column kind text not null default 'email' check (kind in ('email', 'phone')),
        add column origin text not null default 'case' check (origin in ('case', 'portal', 'effect-of')),
        add column confirmed_at timestamptz,
        add column held_until timestamptz,
        add column hold_reasons text[] not null default '{}',
        drop constraint identifier_change_state_check,
        drop constraint identifier_change_check,
        add check (state in ('pending', 'held', 'effective', 'cancelled', 'expired', 'reversed')) not valid,
        add check ((state in ('pending', 'held')) = (decided_at is null)) not valid,
        add check ((state <> 'held') or (held_until is not null and confirmed_at is not null)) not valid;
      drop index identifier_change_one_pending;
      create unique index identifier_change_one_pending on identifier_change (account_id, kind) where state in ('pending', 'held');
      create index identifier_change_held on identifier_change (held_until) where state = 'held';
      create index identifier_change_case on identifier_change (case_id);

      alter table identifier
        drop constraint identifier_release_reason_check,
        add check (release_reason in ('taken', 'moved-to-claimed-account', 'replaced', 'not-confirmed', 'cancelled',
          'removed-by-shop', 'reversed')) not valid;

      -- "This wasn't me": one link for each contact that was told of a change.
      create table objection_link (
        token_hash bytea primary key check (length(token_hash) = 32),
        account_id uuid not null references account,
        change_id uuid references identifier_change,
        message_id uuid references message,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz
      );
      create index objection_link_change on objection_link (change_id);

      create table approval (
        id uuid primary key,
        kind text not null check (kind in ('held-change', 'reversal')),
        account_id uuid not null references account,
        case_id uuid references recovery_case,
        change_id uuid references identifier_change,
        plan_hash text not null references plan,
        security_versions jsonb not null,
        requested_by uuid references agent,
        requested_at timestamptz not null,
        expires_at timestamptz not null,
        state text not null check (state in ('waiting', 'approved', 'rejected', 'void', 'expired')),
        decided_by uuid references agent,
        decided_at timestamptz,
        decision_reason text,
        -- Nobody approves their own request, whatever the program says.
        check (decided_by is null or requested_by is null or decided_by <> requested_by),
        check ((state in ('approved', 'rejected')) = (decided_by is not null)),
        check ((state = 'waiting') = (decided_at is null))
      );
      create index approval_waiting on approval (requested_at) where state = 'waiting';
      create unique index approval_one_waiting on approval (change_id, kind) where state = 'waiting';

      alter table policy
        add column rules jsonb not null default '{}',
        add column reason text not null default '',
        add column created_at timestamptz not null default now();
      create index policy_in_force on policy (in_force_from desc, version desc);

      -- While one is not lifted, no agent changes anything.
      create table change_stop (
        id uuid primary key,
        stopped_at timestamptz not null,
        stopped_by uuid not null references agent,
        reason text not null check (length(reason) between 1 and 2000),
        lifted_at timestamptz,
        lifted_by uuid references agent,
        lift_reason text,
        check ((lifted_at is null) = (lifted_by is null))
      );
      create unique index change_stop_one on change_stop ((true)) where lifted_at is null;

      -- A contact of an agent's own, as a digest: what the desk must not let them work on.
      create table agent_private_contact (
        id uuid primary key,
        agent_id uuid not null references agent,
        kind text not null check (kind in ('email', 'phone')),
        digest bytea not null check (length(digest) = 32),
        masked text not null,
        declared_at timestamptz not null,
        declared_by uuid not null references agent,
        unique (agent_id, digest)
      );

      -- An admin's own wording of what an agent may say, over the domain's.
      create table say_text (
        code text not null,
        language text not null check (language in ('en', 'gu', 'id', 'sv', 'zh')),
        body text not null check (length(body) between 1 and 1000),
        updated_at timestamptz not null,
        updated_by uuid not null references agent,
        primary key (code, language)
      );
    `);
    const tables = [
      'case_caller',
      'case_draft',
      'call_back',
      'notice',
      'objection_link',
      'approval',
      'change_stop',
      'agent_private_contact',
      'say_text',
    ];
    await db.query(`
      grant select, insert, update, delete on ${tables.join(', ')} to relink_app;
      revoke delete on notice, objection_link, approval, change_stop, call_back from relink_app;
      revoke update, delete on case_caller from relink_app;
    `);
  }

  /** There is no way back once a case is nobody's or a change was opposed: restore a backup instead. */
  async down(): Promise<void> {
    return Promise.reject(new Error('This migration cannot be undone: restore the backup made before it.'));
  }
}
