import type { Client } from 'pg';
import { benchNames } from './names.ts';
import { withoutIndexes } from './without-indexes.ts';

const STREETS = [
  'Lotus Street',
  'Station Road',
  'Gartenweg',
  'Storgatan',
  'Jl Merdeka',
  'Mill Lane',
  'Ashram Road',
];
const ITEMS = [
  'Clay water bottle',
  'Steel pressure cooker 5 L',
  'Wireless earbuds',
  'Cotton bedsheet',
  'Desk lamp',
];

const NAMES = `create temp table bench_name as
  select row_number() over () - 1 as at, * from json_to_recordset($1::json)
    as x (first text, last text, latin text, search text, country text)`;

/** Numbers from 1 on; whatever is derived of an account is derived of its number. */
const ACCOUNTS = `create temp table bench_account as
  select n, uuidv7() as id, n.first, n.last, n.latin || '.' || n.n || '@mail.example' as email,
    '+9198' || lpad(n.n::text, 8, '0') as phone, n.search, n.country, 1 + n.n % 190 as house,
    ($2::text[])[1 + n.n % cardinality($2::text[])] as street, lpad((380000 + n.n % 9000)::text, 6, '0') as postcode
  from (select n, bench_name.* from generate_series(1, $1::integer) n
          join bench_name on bench_name.at = n % (select count(*) from bench_name)) n`;

const FILL = [
  `insert into account (id, realm, external_id, first_name, last_name, search_name, country, began_at, order_count,
     first_order_at, last_order_at)
   select id, 'main', (7000000000000 + n)::text, first, last, search, country, now() - interval '900 days', 2,
     now() - interval '400 days', now() - interval '40 days' from bench_account`,
  `insert into identifier (id, account_id, realm, kind, use, state, value, normalised, origin)
   select uuidv7(), id, 'main', 'email', 'login', 'verified', email, email, 'import' from bench_account
   union all
   select uuidv7(), id, 'main', 'phone', 'login', 'verified', phone, phone, 'import' from bench_account`,
  `insert into address (account_id, is_default, name, line1, city, province, postcode, country)
   select id, true, first || ' ' || last, house || ' ' || street, 'Surat', 'GJ', postcode, country from bench_account`,
  `insert into shop_order (realm, external_id, account_id, number, number_normalised, email, phone, placed_at, paid_at,
     financial_status, fulfillment_status, currency, total, ship_name, ship_line1, ship_city, ship_province,
     ship_postcode, ship_country)
   select 'main', (8000000000000 + 2 * n + k)::text, id, '#' || (2 * n + k), (2 * n + k)::text, email, phone,
     now() - interval '400 days' + k * interval '360 days', now() - interval '400 days' + k * interval '360 days',
     'paid', 'fulfilled', 'INR', 1499.00 + k, first || ' ' || last, house || ' ' || street, 'Surat', 'GJ', postcode,
     country from bench_account, generate_series(0, 1) k`,
  // What a trigger does for everybody else.
  'select keep_name_words(array(select distinct search_name from account))',
];

const ORDER_ITEMS = `insert into order_item (order_id, position, name, quantity, price, sku)
  select id, p, ($1::text[])[1 + (id + p) % cardinality($1::text[])], 1, 749.50, 'SKU-' || (id + p) % 500
    from shop_order, generate_series(1, 2) p`;

const TABLES = ['account', 'identifier', 'address', 'shop_order', 'order_item'];

/** Fills the database with a shop: accounts with an e-mail, a phone, an address and two orders each. */
export async function fillShop(owner: Client, accounts: number): Promise<void> {
  await owner.query(NAMES, [JSON.stringify(benchNames())]);
  await owner.query(ACCOUNTS, [accounts, STREETS]);
  await withoutIndexes(owner, TABLES, async () => {
    for (const statement of FILL) await owner.query(statement);
    await owner.query(ORDER_ITEMS, [ITEMS]);
  });
}
