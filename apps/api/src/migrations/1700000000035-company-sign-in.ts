import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agents whom the company's identity provider vouches for, and sign-ins that wait for its answer. */
export class CompanySignIn1700000000035 implements MigrationInterface {
  name = 'CompanySignIn1700000000035';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table agent
        -- Nobody's: who comes in by the company alone has no password here.
        alter column password_hash drop not null,
        add column issuer text,
        -- What the provider calls them for ever; a name at the provider may be given to another person.
        add column subject text,
        add constraint agent_of_company check ((issuer is null) = (subject is null));
      create unique index agent_subject on agent (issuer, subject) where subject is not null;

      -- One browser's way to the provider and back: used once, by the browser that holds the token behind the hash.
      create table company_sign_in (
        token_hash bytea primary key check (length(token_hash) = 32),
        state_sealed bytea not null,
        expires_at timestamptz not null
      );
      create index company_sign_in_expiry on company_sign_in (expires_at);
      grant select, insert, delete on company_sign_in to relink_app;
    `);
  }

  /** There is no way back: agents without a password would be left behind. Restore a backup instead. */
  async down(): Promise<void> {
    return Promise.reject(new Error('This migration cannot be undone: restore the backup made before it.'));
  }
}
