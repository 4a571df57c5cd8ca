import type { MigrationInterface, QueryRunner } from 'typeorm';
import { indexBesideTheWork, validateBesideTheWork } from '../platform/database/beside-the-work.ts';

const NOTICE_KINDS = [
  'suspected-fraud',
  'agent-stopped',
  'change-opposed',
  'password-opposed',
  'merge-opposed',
  'limit-near',
  'limit-reached',
  'sign-of-abuse',
  'audit-broken',
];

/** Figures by the day, signs of abuse, and agents' hours. Each step may be repeated: a break leaves none half made. */
export class InsightsAndSigns1700000000034 implements MigrationInterface {
  name = 'InsightsAndSigns1700000000034';
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- When the agent works: {timeZone, shifts: {monday: [{from, to}], …}}; null where nobody has said.
      alter table agent add column if not exists hours jsonb check (jsonb_typeof(hours) = 'object');

      -- What was counted of a day, written anew as a whole whenever the day is counted again.
      create table if not exists insight_day (
        day date not null,
        measure text not null,
        -- Null where it belongs to no case, to nobody.
        channel text,
        agent_id uuid references agent,
        detail text not null default '',
        -- How long each of them took, to the minute up to two hours and to two digits beyond; 0 where nothing takes time.
        minutes integer not null default 0 check (minutes >= 0),
        count integer not null check (count > 0),
        unique nulls not distinct (day, measure, channel, agent_id, detail, minutes)
      );
      -- The days counted, and by whose clock a day begins.
      create table if not exists insight_counted (
        day date primary key,
        time_zone text not null,
        at timestamptz not null
      );

      create table if not exists sign (
        id uuid primary key,
        kind text not null check (kind in ('look-ups-without-case', 'same-customer', 'one-approver', 'reveals-above-peers',
          'outside-hours', 'worthy-accounts', 'name-searches-above-peers', 'first-rounds-above-peers')),
        agent_id uuid not null references agent,
        other_agent_id uuid references agent,
        account_id uuid references account,
        count integer not null check (count > 0),
        out_of integer check (out_of >= count),
        usual double precision,
        -- The desk's days that were counted.
        from_day date not null,
        to_day date not null check (to_day >= from_day),
        -- The first event behind it and the last one.
        since timestamptz not null,
        last_at timestamptz not null,
        raised_at timestamptz not null,
        state text not null default 'new' check (state in ('new', 'looked-at', 'explained', 'incident')),
        marked_by uuid references agent,
        marked_at timestamptz,
        note text check (length(note) between 1 and 2000),
        check ((other_agent_id is not null) = (kind = 'one-approver')),
        check ((account_id is not null) = (kind = 'same-customer')),
        check ((state = 'new') = (marked_by is null)),
        check ((marked_by is null) = (marked_at is null)),
        check (state not in ('explained', 'incident') or note is not null),
        -- Nobody judges what is about themselves, whatever the program says.
        check (marked_by is null or (marked_by <> agent_id and marked_by is distinct from other_agent_id))
      );
      -- The same thing is one sign until somebody has said what it was.
      create unique index if not exists sign_open on sign (kind, agent_id, other_agent_id, account_id) nulls not distinct
        where state in ('new', 'looked-at');
      create index if not exists sign_raised on sign (raised_at desc, id desc);
      create index if not exists sign_settled on sign (kind, agent_id, to_day) where state in ('explained', 'incident');

      create table if not exists sign_event (
        sign_id uuid not null references sign,
        at timestamptz not null,
        event_id uuid not null,
        primary key (sign_id, at, event_id)
      );

      grant select, insert, delete on insight_day to relink_app;
      grant select, insert, update, delete on insight_counted to relink_app;
      grant select, insert, update on sign to relink_app;
      grant select, insert on sign_event to relink_app;

      alter table notice
        add column if not exists sign_id uuid references sign,
        drop constraint if exists notice_kind_check,
        drop constraint if exists notice_sign_check;
      alter table notice
        add constraint notice_kind_check
          check (kind in (${NOTICE_KINDS.map((kind) => `'${kind}'`).join(', ')})) not valid,
        add constraint notice_sign_check check ((kind = 'sign-of-abuse') = (sign_id is not null)) not valid;
    `);
    await indexBesideTheWork(db, {
      notice_sign: 'notice (sign_id) where sign_id is not null',
      verification_lock_living: 'verification_lock (until) where lifted_at is null',
      // What one approver has decided, and what an agent has asked for, within a stretch of time.
      approval_decided: 'approval (decided_at) where decided_at is not null',
    });
    await validateBesideTheWork(db);
  }

  /** There is no way back once signs were settled: restore a backup instead. */
  async down(): Promise<void> {
    return Promise.reject(new Error('This migration cannot be undone: restore the backup made before it.'));
  }
}
