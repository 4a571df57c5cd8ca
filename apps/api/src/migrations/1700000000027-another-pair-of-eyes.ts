import type { MigrationInterface, QueryRunner } from 'typeorm';
import { indexBesideTheWork, validateBesideTheWork } from '../platform/database/beside-the-work.ts';

const KINDS = ['held-change', 'reversal', 'merge', 'merge-undo', 'erasure'];
const SEARCH_PATH = `set search_path = public, pg_temp`;

/** A second person's decision, held by the database too; and the sample of what is looked at again. Each step may be repeated. */
export class AnotherPairOfEyes1700000000027 implements MigrationInterface {
  name = 'AnotherPairOfEyes1700000000027';
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await db.query(approvals);
    await db.query(sessions);
    await db.query(reviews);
    await db.query(topics);
    await indexBesideTheWork(db, {
      verification_lock_lifted: 'verification_lock (lifted_at) where lifted_at is not null',
      merge_executed: 'merge (executed_at) where executed_at is not null',
    });
    await validateBesideTheWork(db);
  }

  /** There is no way back once something was reviewed: restore a backup instead. */
  async down(): Promise<void> {
    return Promise.reject(new Error('This migration cannot be undone: restore the backup made before it.'));
  }
}

const approvals = `
  alter table approval
    -- What who asks for it says, where that stands nowhere else.
    add column if not exists request_reason text,
    drop constraint if exists approval_kind_check,
    drop constraint if exists approval_takers_named,
    drop constraint if exists approval_request_reason_check;
  alter table approval
    add constraint approval_kind_check check (kind in (${KINDS.map((kind) => `'${kind}'`).join(', ')})) not valid,
    -- Compared with a null, nobody would be anybody.
    add constraint approval_takers_named check (array_position(taken_part_in, null) is null) not valid,
    add constraint approval_request_reason_check check (length(request_reason) <= 2000) not valid;
  create unique index if not exists approval_one_waiting_erasure on approval (account_id)
    where kind = 'erasure' and state = 'waiting';

  -- Who asked, who took the evidence and what was asked for stay as they were written.
  revoke update on approval from relink_app;
  grant update (state, decided_by, decided_at, decision_reason, request_reason) on approval to relink_app;

  -- Decided once, by somebody who may at this moment: a role that is being taken away is waited for.
  create or replace function approval_decided() returns trigger language plpgsql ${SEARCH_PATH} as $$
  begin
    if old.state <> 'waiting' then
      if (new.state, new.decided_by, new.decided_at) is distinct from (old.state, old.decided_by, old.decided_at) then
        raise exception 'check: an approval is decided once' using errcode = 'check_violation';
      end if;
      return new;
    end if;
    if new.decided_by is not null then
      perform from agent where id = new.decided_by and disabled_at is null
         and role = any(case new.kind when 'erasure' then array['admin'] else array['supervisor', 'admin'] end)
         for share;
      if not found then
        raise exception 'check: who decides an approval may not' using errcode = 'check_violation';
      end if;
    end if;
    return new;
  end $$;
  create or replace trigger approval_decided before update on approval for each row execute function approval_decided();

  -- What waits for a second person is carried out only by their yes.
  create or replace function merge_approved() returns trigger language plpgsql ${SEARCH_PATH} as $$
  begin
    if not exists (
      select from approval where state = 'approved' and decided_by = new.approved_by and plan_hash = new.plan_hash
         and case tg_table_name when 'merge' then merge_id = new.id and undo_id is null else undo_id = new.id end
    ) then
      raise exception 'check: nobody approved it' using errcode = 'check_violation';
    end if;
    return new;
  end $$;
  create or replace trigger merge_approved before update on merge for each row
    when (old.state = 'waiting' and new.state in ('queued', 'running', 'done')) execute function merge_approved();
  create or replace trigger merge_undo_approved before update on merge_undo for each row
    when (old.state = 'waiting' and new.state in ('queued', 'running', 'done')) execute function merge_approved();
`;

const sessions = `
  -- Open pages of a session are closed when it ends, whoever ends it and by whatever statement.
  create or replace function agent_session_ended() returns trigger language plpgsql ${SEARCH_PATH} as $$
  begin
    perform pg_notify('relink_sessions', old.agent_id::text);
    return null;
  end $$;
  create or replace trigger agent_session_ended after delete on agent_session
    for each row execute function agent_session_ended();

  create or replace function agent_standing_moved() returns trigger language plpgsql ${SEARCH_PATH} as $$
  begin
    perform pg_notify('relink_sessions', new.id::text);
    return null;
  end $$;
  create or replace trigger agent_standing_moved after update of role, disabled_at on agent for each row
    when (old.role <> new.role or old.disabled_at is distinct from new.disabled_at)
    execute function agent_standing_moved();
`;

const reviews = `
  -- One day's draw, made once.
  create table if not exists review_draw (
    day date primary key,
    drawn_at timestamptz not null,
    percent integer not null check (percent between 0 and 100),
    -- How many cases were closed on that day, and how many reviews came of it in all.
    closed integer not null,
    drawn integer not null
  );
  create table if not exists review (
    id uuid primary key,
    day date not null references review_draw,
    reason text not null check (reason in ('random', 'merge-unapproved', 'lockout-lifted')),
    -- The case, the merge or the lock that it is about.
    subject_id uuid not null,
    case_id uuid references recovery_case,
    account_id uuid references account,
    merge_id uuid references merge,
    drawn_at timestamptz not null,
    -- Whose work it is: everybody who had a part in it by then.
    about uuid[] not null check (array_position(about, null) is null),
    verdict text check (verdict in ('fine', 'coach', 'incident')),
    note text not null default '' check (length(note) <= 2000),
    marked_by uuid references agent,
    marked_at timestamptz,
    unique (day, reason, subject_id),
    check (reason <> 'random' or case_id is not null),
    check ((verdict is null) = (marked_by is null)),
    check ((verdict is null) = (marked_at is null)),
    constraint review_note_needed check (verdict is null or verdict = 'fine' or length(trim(note)) > 0),
    -- Nobody reviews their own work, whatever the program says.
    constraint review_by_another check (marked_by is null or marked_by <> all(about))
  );
  create index if not exists review_unmarked on review (day, id) where verdict is null;
  create index if not exists review_newest on review (day desc, id desc);
  create index if not exists review_case on review (case_id) where case_id is not null;
  grant select, insert on review, review_draw to relink_app;
  grant update (verdict, note, marked_by, marked_at) on review to relink_app;
`;

const topics = `
  -- What many places write, open pages are told of by the row itself, when it is committed (contract: LIVE_TOPICS).
  create or replace function tell_approval() returns trigger language plpgsql ${SEARCH_PATH} as $$
  begin
    perform pg_notify('relink_topics', topic)
       from unnest(array['approvals', 'approvals:' || new.id, 'cases:' || new.case_id]) topic where topic is not null;
    return null;
  end $$;
  create or replace trigger tell_inserted after insert on approval for each row execute function tell_approval();
  create or replace trigger tell_decided after update of state on approval for each row
    when (old.state <> new.state) execute function tell_approval();

  create or replace function tell_merge() returns trigger language plpgsql ${SEARCH_PATH} as $$
  begin
    perform pg_notify('relink_topics', topic)
       from unnest(array['merges:' || case tg_table_name when 'merge' then new.id::text else to_jsonb(new) ->> 'merge_id' end,
                         'cases:' || new.case_id]) topic where topic is not null;
    return null;
  end $$;
  create or replace trigger tell_moved after update of state on merge for each row
    when (old.state <> new.state) execute function tell_merge();
  create or replace trigger tell_moved after update of state on merge_undo for each row
    when (old.state <> new.state) execute function tell_merge();

  create or replace function tell_case() returns trigger language plpgsql ${SEARCH_PATH} as $$
  begin
    perform pg_notify('relink_topics', topic) from unnest(array['cases', 'cases:' || new.id]) topic;
    return null;
  end $$;
  create or replace trigger tell_opened after insert on recovery_case for each row execute function tell_case();
  create or replace trigger tell_moved after update of state, agent_id, outcome on recovery_case for each row
    when ((old.state, old.agent_id, old.outcome) is distinct from (new.state, new.agent_id, new.outcome))
    execute function tell_case();

  -- What is told of as a whole: its name is the trigger's argument.
  create or replace function tell_list() returns trigger language plpgsql ${SEARCH_PATH} as $$
  begin
    perform pg_notify('relink_topics', tg_argv[0]);
    return null;
  end $$;
  create or replace trigger tell_written after insert or update on notice
    for each statement execute function tell_list('notices');
  create or replace trigger tell_written after insert or update on change_stop
    for each statement execute function tell_list('change-stops');
`;
