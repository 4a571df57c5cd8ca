import type { MigrationInterface, QueryRunner } from 'typeorm';

/** More kinds of files: customers without ids, WooCommerce's, and any other by a mapping that an admin made. */
export class ImportMappings1700000000007 implements MigrationInterface {
  name = 'ImportMappings1700000000007';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table import_mapping (
        id uuid primary key,
        realm text not null references realm,
        name text not null check (length(name) between 1 and 120),
        -- Names of columns and of fields: nothing of a file's rows.
        definition jsonb not null,
        header text[] not null,
        header_key text not null,
        created_by uuid references agent,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        retired_at timestamptz
      );
      create unique index import_mapping_name on import_mapping (realm, lower(name)) where retired_at is null;
      create index import_mapping_header on import_mapping (realm, md5(header_key)) where retired_at is null;
      grant select, insert, update on import_mapping to relink_app;

      alter table import_run drop constraint import_run_kind_check;
      alter table import_run add constraint import_run_kind_check check (kind in ('shopify-customers',
        'shopify-orders', 'shopify-customers-older', 'woocommerce-customers', 'woocommerce-orders',
        'mapped-customers', 'mapped-orders'));
      -- The mapping as it was when the file came: changing it later does not change how a file was read.
      alter table import_run add column mapping_id uuid references import_mapping, add column mapping jsonb;

      -- Who was signed in at an order, by the shop's id: such an order waits for that account first.
      alter table shop_order add column customer_external_id text;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table shop_order drop column customer_external_id;
      alter table import_run drop column mapping, drop column mapping_id;
      alter table import_run drop constraint import_run_kind_check;
      alter table import_run add constraint import_run_kind_check
        check (kind in ('shopify-customers', 'shopify-orders')) not valid;
      drop table import_mapping;
    `);
  }
}
