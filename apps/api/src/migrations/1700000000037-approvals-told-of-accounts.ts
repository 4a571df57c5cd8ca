import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeBesideTheWork, indexBesideTheWork } from '../platform/database/beside-the-work.ts';

const SEARCH_PATH = `set search_path = public, pg_temp`;

/** Who has an approval open sees at once that an account it names has moved. Each step may be repeated. */
export class ApprovalsToldOfAccounts1700000000037 implements MigrationInterface {
  name = 'ApprovalsToldOfAccounts1700000000037';
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    // What waits names its accounts here: few rows, however many were decided. Without a list of what is still to be put
    // in, which would be read through by every change of an account.
    await indexBesideTheWork(db, {
      approval_waiting_names: `approval using gin (security_versions) with (fastupdate = off) where state = 'waiting'`,
    });
    await changeBesideTheWork(db, [functions, ...triggers]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop trigger tell_approvals on account;
      drop trigger tell_locked on verification_lock;
      drop trigger tell_lifted on verification_lock;
      drop function account_moved(), lock_moved(), tell_approvals_of(uuid);
      drop index approval_waiting_names;
    `);
  }
}

const functions = `
  -- Only which approvals are to be looked at anew is told (contract: LIVE_TOPICS).
  create or replace function tell_approvals_of(account uuid) returns void language sql ${SEARCH_PATH} as $$
    select pg_notify('relink_topics', 'approvals:' || id) from approval
     where state = 'waiting' and security_versions ? account::text;
  $$;

  create or replace function account_moved() returns trigger language plpgsql ${SEARCH_PATH} as $$
  begin
    perform tell_approvals_of(new.id);
    return null;
  end $$;

  -- A lock stands in the way without moving its account.
  create or replace function lock_moved() returns trigger language plpgsql ${SEARCH_PATH} as $$
  begin
    perform tell_approvals_of(new.account_id);
    return null;
  end $$;
`;

const triggers = [
  `create or replace trigger tell_approvals after update of security_version on account for each row
    when (old.security_version <> new.security_version) execute function account_moved()`,
  `create or replace trigger tell_locked after insert on verification_lock
    for each row execute function lock_moved()`,
  `create or replace trigger tell_lifted after update of lifted_at on verification_lock for each row
    when (old.lifted_at is distinct from new.lifted_at) execute function lock_moved()`,
];
