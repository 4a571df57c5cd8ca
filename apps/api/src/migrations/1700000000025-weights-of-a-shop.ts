import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A shop's own weights of the search for duplicates, estimated from its accounts, and which ones a pass scored with. */
export class WeightsOfAShop1700000000025 implements MigrationInterface {
  name = 'WeightsOfAShop1700000000025';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The latest version of a realm counts, and without one the weights that come with the project.
      create table match_weights (
        realm text not null references realm,
        version integer not null check (version > 0),
        source text not null check (source in ('estimated', 'shipped')),
        -- Chances of levels of agreement: nothing personal.
        weights jsonb,
        -- How many accounts and pairs of them.
        estimated_from jsonb,
        at timestamptz not null,
        primary key (realm, version),
        check ((source = 'estimated') = (weights is not null and estimated_from is not null))
      );
      grant select, insert on match_weights to relink_app;

      -- The latest version of each realm when the pass began: when there is a later one, all are scored anew.
      alter table duplicate_pass add column weights jsonb not null default '{}';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table duplicate_pass drop column weights; drop table match_weights');
  }
}
