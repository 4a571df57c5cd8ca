import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Identity documents as evidence: asked for, sent in, compared, decided by another person, deleted. */
export class IdentityDocuments1700000000033 implements MigrationInterface {
  name = 'IdentityDocuments1700000000033';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table identity_document (
        id uuid primary key,
        case_id uuid not null references recovery_case,
        account_id uuid not null references account,
        state text not null
          check (state in ('asked', 'received', 'proposed', 'confirmed', 'rejected', 'unreadable', 'lapsed')),
        asked_by uuid not null references agent,
        asked_at timestamptz not null,
        expires_at timestamptz not null check (expires_at > asked_at),
        -- The contact that the link went to; null where a code was read out.
        identifier_id uuid references identifier,
        token_hash bytea unique,
        code_hash bytea,
        -- Under the customer's key, for the agent who reads it out; gone once it is used.
        code_sealed bytea,
        -- What the agent can read out so that the customer knows that the link is the shop's.
        desk_code text,
        tries_left integer not null check (tries_left >= 0),
        received_at timestamptz,
        pictures integer not null default 0,
        proposed_by uuid references agent,
        proposed_at timestamptz,
        verdict text check (verdict in ('matches', 'does-not-match', 'unreadable')),
        note_sealed bytea,
        taken_part_in uuid[] not null default '{}',
        decided_by uuid references agent,
        reason_sealed bytea,
        ended_at timestamptz,
        deleted_at timestamptz,
        check ((token_hash is null) <> (code_hash is null)),
        check ((identifier_id is null) = (token_hash is null)),
        check (code_sealed is null or state = 'asked'),
        check ((received_at is null) = (pictures = 0)),
        check (state = 'asked' or state = 'lapsed' or received_at is not null),
        check ((proposed_by is null) = (proposed_at is null) and (proposed_by is null) = (verdict is null)),
        check (state <> 'proposed' or verdict in ('matches', 'does-not-match')),
        check (state <> 'unreadable' or verdict = 'unreadable'),
        check ((state in ('confirmed', 'rejected')) = (decided_by is not null)),
        check ((decided_by is null) = (reason_sealed is null)),
        check ((state in ('asked', 'received', 'proposed')) = (ended_at is null)),
        -- Nobody decides about what they took part in, whatever the program says; and a yes takes two.
        check (decided_by is null or (decided_by <> asked_by and decided_by <> proposed_by
               and not decided_by = any (taken_part_in))),
        check (state <> 'confirmed' or verdict = 'matches')
      );
      create index identity_document_case on identity_document (case_id, asked_at);
      create index identity_document_account on identity_document (account_id, asked_at);
      create unique index identity_document_living on identity_document (case_id, account_id)
        where state in ('asked', 'received', 'proposed');
      create unique index identity_document_code on identity_document (case_id)
        where state = 'asked' and code_hash is not null;
      create index identity_document_waiting on identity_document (proposed_at) where state = 'proposed';
      create index identity_document_kept on identity_document (received_at)
        where deleted_at is null and (received_at is not null or state = 'asked');

      create table identity_document_picture (
        document_id uuid not null references identity_document,
        number integer not null check (number between 1 and 5),
        width integer not null check (width > 0),
        height integer not null check (height > 0),
        sealed bytea not null,
        primary key (document_id, number)
      );
      -- Ciphertext does not get smaller.
      alter table identity_document_picture alter column sealed set storage external;

      -- Who has seen which picture: nobody judges what they have not looked at.
      create table identity_document_look (
        document_id uuid not null references identity_document,
        number integer not null,
        agent_id uuid not null references agent,
        at timestamptz not null,
        primary key (document_id, number, agent_id)
      );

      grant select, insert on identity_document, identity_document_look to relink_app;
      grant update (state, code_sealed, tries_left, received_at, pictures, proposed_by, proposed_at, verdict, note_sealed,
        taken_part_in, decided_by, reason_sealed, ended_at, deleted_at) on identity_document to relink_app;
      grant select, insert, delete on identity_document_picture to relink_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table identity_document_look, identity_document_picture, identity_document');
  }
}
