import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a held change was judged by, what look-ups said of a number, and who opposed what. */
export class HeldAndOpposedChanges1700000000010 implements MigrationInterface {
  name = 'HeldAndOpposedChanges1700000000010';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Whether the number's SIM was swapped lately, asked once a code is on its way to it; null where nobody was asked.
      alter table challenge add column sim_swap text,
        add check (sim_swap in ('risk', 'safe', 'unknown')) not valid;

      -- The security versions right after it was held, by account: it is void when one of them has moved.
      alter table identifier_change add column held_versions jsonb;

      -- Nobody decides about what they took the evidence for, whatever the program says.
      alter table approval
        add column taken_part_in uuid[] not null default '{}',
        add check (decided_by is null or not decided_by = any(taken_part_in));
      create index approval_account on approval (account_id, state);

      -- What a link is about: a change, or the setting of a password. All links of one share it.
      alter table objection_link add column about uuid;
      update objection_link set about = coalesce(change_id, gen_random_uuid());
      alter table objection_link alter column about set not null;

      create table objection (
        id uuid primary key,
        account_id uuid not null references account,
        change_id uuid references identifier_change,
        about uuid not null,
        destination text not null,
        at timestamptz not null,
        outcome text not null check (outcome in ('cancelled', 'locked', 'noted')),
        approval_id uuid references approval,
        -- The same contact opposes the same thing once: whoever holds an old mailbox cannot lock its owner out again and again.
        unique (about, destination)
      );
      create index objection_account on objection (account_id, at);
      grant select, insert on objection to relink_app;
    `);
  }

  /** There is no way back once a change was opposed: restore a backup instead. */
  async down(): Promise<void> {
    return Promise.reject(new Error('This migration cannot be undone: restore the backup made before it.'));
  }
}
