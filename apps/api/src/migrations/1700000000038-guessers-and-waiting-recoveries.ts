import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changeBesideTheWork, validateBesideTheWork } from '../platform/database/beside-the-work.ts';

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
  'recovery-waiting',
  'log-store-failing',
  'factor-locked',
];
/** What is over by itself, with nobody who settled it. */
const ENDING_KINDS = ['recovery-waiting', 'log-store-failing'];

const quoted = (kinds: readonly string[]) => kinds.map((kind) => `'${kind}'`).join(', ');

/**
 * Wrong codes of authenticator apps are counted for longer than a quarter of an hour, and supervisors are told of that, of
 * recoveries that wait and of a log store that fails; who was recovered enrols by a code. Each step may be repeated: a
 * break leaves none half made.
 */
export class GuessersAndWaitingRecoveries1700000000038 implements MigrationInterface {
  name = 'GuessersAndWaitingRecoveries1700000000038';
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await changeBesideTheWork(db, [
      // A wrong code after the password was right. Gone with a right one of the same session.
      `create table if not exists factor_miss (
        agent_id uuid not null references agent,
        session_id uuid not null,
        at timestamptz not null
      )`,
      'create index if not exists factor_miss_agent on factor_miss (agent_id, at)',
      'grant select, insert, delete on factor_miss to relink_app',
      // From then on none of its codes is taken: until it is removed.
      'alter table agent_factor add column if not exists locked_at timestamptz',
      'alter table agent add column if not exists password_changed_at timestamptz',
      // The recovery that took their factors away: until they enrol by its code.
      'alter table agent add column if not exists recovery_id uuid',
      `alter table agent drop constraint if exists agent_recovery_id_fkey,
         add constraint agent_recovery_id_fkey foreign key (recovery_id) references factor_recovery not valid`,
      'alter table notice add column if not exists recovery_id uuid',
      `alter table notice drop constraint if exists notice_recovery_id_fkey,
         add constraint notice_recovery_id_fkey foreign key (recovery_id) references factor_recovery not valid`,
      // The unnamed one of its first day goes: who settled it is known of all but those that end by themselves.
      `alter table notice
         drop constraint if exists notice_kind_check,
         drop constraint if exists notice_recovery_check,
         drop constraint if exists notice_check,
         drop constraint if exists notice_settled_check,
         add constraint notice_kind_check check (kind in (${quoted(NOTICE_KINDS)})) not valid,
         add constraint notice_recovery_check check ((kind = 'recovery-waiting') = (recovery_id is not null)) not valid,
         add constraint notice_settled_check check ((settled_at is null and settled_by is null)
           or (settled_at is not null and (settled_by is not null or kind in (${quoted(ENDING_KINDS)})))) not valid`,
    ]);
    await validateBesideTheWork(db);
  }

  /** There is no way back once a factor was locked: restore a backup instead. */
  async down(): Promise<void> {
    return Promise.reject(new Error('This migration cannot be undone: restore the backup made before it.'));
  }
}
