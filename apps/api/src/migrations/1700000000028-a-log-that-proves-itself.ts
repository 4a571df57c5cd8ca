import type { MigrationInterface, QueryRunner } from 'typeorm';
import { indexMonthsBesideTheWork } from '../platform/database/beside-the-work.ts';

/** Leaves, tree, checkpoints and verifications of the audit log. Each step may be repeated: a break leaves none half made. */
export class ALogThatProvesItself1700000000028 implements MigrationInterface {
  name = 'ALogThatProvesItself1700000000028';
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The transaction that wrote an event: it says when the event may be sequenced. Null: written before there was one.
      alter table audit_event add column if not exists xact xid8;
      alter table audit_event alter column xact set default pg_current_xact_id();

      -- Which event is which leaf of the tree (RFC 6962), from 0 and without a gap. Kept for ever.
      create table if not exists audit_leaf (
        seq bigint primary key check (seq >= 0),
        event_id uuid not null unique,
        leaf_hash bytea not null check (length(leaf_hash) = 32)
      );
      -- Complete subtrees of 2^level leaves, of 256 and more: a root or a proof of any size takes few rows.
      create table if not exists audit_node (
        level smallint not null check (level between 8 and 62),
        index bigint not null check (index >= 0),
        hash bytea not null check (length(hash) = 32),
        primary key (level, index)
      );
      create table if not exists audit_checkpoint (
        size bigint primary key check (size > 0),
        at timestamptz not null,
        root bytea not null check (length(root) = 32),
        -- The signed note as it is published.
        note text not null,
        -- When it was written outside the database.
        witnessed_at timestamptz
      );
      create index if not exists audit_checkpoint_unwitnessed on audit_checkpoint (size) where witnessed_at is null;

      -- The log's own key, made once. Its public half is what an auditor keeps.
      create table if not exists audit_signing_key (
        single boolean primary key default true check (single),
        origin text not null,
        public_key bytea not null check (length(public_key) = 32),
        sealed bytea not null,
        created_at timestamptz not null default now()
      );

      -- How far the sequencer is. What it cannot do without is in the leaves.
      create table if not exists audit_sequencing (
        single boolean primary key default true check (single),
        -- The server whose transaction ids are meant: those of another one begin anew.
        cluster bigint not null,
        -- Whatever this snapshot sees is sequenced.
        done pg_snapshot not null,
        -- Whatever this one sees is being sequenced, up to the event named by xact, at and id.
        target pg_snapshot,
        xact xid8,
        at timestamptz,
        id uuid,
        -- What is dated before this is sequenced once the target is, and what before that is already.
        settles timestamptz,
        settled timestamptz,
        -- How far a sweep is, which looks at every event; null: none is under way.
        sweep_at timestamptz,
        sweep_id uuid,
        swept_at timestamptz not null,
        -- Why no checkpoint is signed any more.
        broken text
      );
      -- Everything from before is the first sweep's.
      insert into audit_sequencing (cluster, done, sweep_at, sweep_id, swept_at)
        select system_identifier, pg_current_snapshot(), '-infinity', '00000000-0000-0000-0000-000000000000', now()
          from pg_control_system() on conflict do nothing;

      create table if not exists audit_verification (
        id uuid primary key,
        -- Null: by night.
        requested_by uuid references agent,
        requested_at timestamptz not null,
        state text not null check (state in ('queued', 'running', 'sound', 'broken', 'failed')),
        -- Leaves looked at, of how many.
        done bigint not null default 0,
        "of" bigint not null default 0,
        checkpoint_size bigint not null default 0,
        expired_bodies bigint not null default 0,
        faults jsonb not null default '[]',
        fault_count integer not null default 0,
        moved_at timestamptz not null default now(),
        finished_at timestamptz,
        check ((finished_at is null) = (state in ('queued', 'running')))
      );
      create index if not exists audit_verification_newest on audit_verification (requested_at desc, id desc);
      -- One at a time.
      create unique index if not exists audit_verification_one on audit_verification ((true)) where finished_at is null;

      grant select, insert on audit_leaf, audit_node, audit_checkpoint, audit_signing_key to relink_app;
      grant update (witnessed_at) on audit_checkpoint to relink_app;
      grant select, update on audit_sequencing to relink_app;
      grant select, insert, update on audit_verification to relink_app;
    `);
    await indexMonthsBesideTheWork(db, 'audit_event', { audit_event_xact: '(xact) where xact is not null' });
  }

  /** A log without its leaves proves nothing: restore a backup instead. */
  async down(): Promise<void> {
    return Promise.reject(new Error('This migration cannot be undone: restore the backup made before it.'));
  }
}
