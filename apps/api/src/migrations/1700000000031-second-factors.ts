import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What agents prove themselves with besides a password, sessions that know when it was last given, and lost factors. */
export class SecondFactors1700000000031 implements MigrationInterface {
  name = 'SecondFactors1700000000031';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The demo's own sign-ins, whose password is printed: urged to a second factor, not held to it.
      alter table agent add column demo boolean not null default false;

      create table agent_factor (
        id uuid primary key,
        agent_id uuid not null references agent,
        kind text not null check (kind in ('passkey', 'totp')),
        name text not null,
        created_at timestamptz not null,
        last_used_at timestamptz,
        -- Under the master key; whoever only has the database gives no code.
        secret_sealed bytea,
        -- The newest step of time whose code was given: that one and every older one are used up.
        last_step bigint,
        credential_id bytea unique,
        public_key bytea,
        counter bigint,
        transports text[],
        check ((kind = 'totp') = (secret_sealed is not null)),
        check ((kind = 'passkey') = (credential_id is not null and public_key is not null and counter is not null))
      );
      create index agent_factor_agent on agent_factor (agent_id);

      alter table agent_session
        add column id uuid not null default gen_random_uuid(),
        -- The password was right and the factor is still awaited.
        add column half boolean not null default false,
        -- Who the agent is was last proven then, and by that.
        add column proven_at timestamptz not null default '1970-01-01 00:00:00+00',
        add column proven_by text not null default 'password' check (proven_by in ('password', 'passkey', 'totp', 'provider'));
      update agent_session set proven_at = created_at;
      create unique index agent_session_id on agent_session (id);

      -- What a session was asked to sign, or is about to enrol: one of each purpose, gone with the session.
      create table factor_challenge (
        session_id uuid not null references agent_session (id) on delete cascade,
        purpose text not null check (purpose in ('prove', 'enrol-passkey', 'enrol-totp')),
        challenge text,
        factor_id uuid,
        secret_sealed bytea,
        expires_at timestamptz not null,
        primary key (session_id, purpose),
        check ((purpose = 'enrol-totp') = (secret_sealed is not null and factor_id is not null)),
        check ((purpose = 'enrol-totp') = (challenge is null))
      );

      -- Two admins, neither of them the one who lost theirs.
      create table factor_recovery (
        id uuid primary key,
        agent_id uuid not null references agent,
        requested_by uuid not null references agent,
        requested_at timestamptz not null,
        reason text not null,
        expires_at timestamptz not null,
        state text not null check (state in ('waiting', 'approved', 'rejected')),
        approved_by uuid references agent,
        decided_by uuid references agent,
        decided_at timestamptz,
        check (requested_by <> agent_id),
        check (approved_by <> requested_by and approved_by <> agent_id),
        check ((state = 'approved') = (approved_by is not null)),
        check ((state = 'waiting') = (decided_at is null and decided_by is null))
      );
      create unique index factor_recovery_waiting on factor_recovery (agent_id) where state = 'waiting';

      grant select, insert, update, delete on agent_factor, factor_challenge to relink_app;
      grant select, insert on factor_recovery to relink_app;
      grant update (state, approved_by, decided_by, decided_at) on factor_recovery to relink_app;
    `);
  }

  /** There is no way back: agents would be let in by their passwords alone. Restore a backup instead. */
  async down(): Promise<void> {
    return Promise.reject(new Error('This migration cannot be undone: restore the backup made before it.'));
  }
}
