import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';
import { shopPeople } from './shop-people.ts';
import { withoutIndexes } from './without-indexes.ts';

const PEOPLE = `create temp table bench_person (n integer, id uuid, first text, last text, born date, email text,
  phone text, address_phone text, line1 text, line2 text, postcode text, country text, orders integer)`;
const FILL = [
  `insert into account (id, realm, external_id, first_name, last_name, birth_date, country, began_at, order_count)
   select id, 'main', (7000000000000 + n)::text, first, last, born, country, now() - interval '900 days', orders
     from bench_person`,
  `insert into identifier (id, account_id, realm, kind, use, state, value, normalised, alias, origin)
   select uuidv7(), id, 'main', 'email', 'login', 'verified', email, email, email, 'import' from bench_person
   union all
   select uuidv7(), id, 'main', 'phone', 'login', 'verified', phone, phone, null, 'import' from bench_person
    where phone is not null`,
  `insert into address (account_id, is_default, name, line1, line2, city, province, postcode, country, phone)
   select id, true, first || ' ' || last, line1, line2, 'Surat', 'GJ', postcode, country, address_phone from bench_person`,
  `insert into shop_order (realm, external_id, account_id, number, number_normalised, email, phone, placed_at, currency,
     total, ship_name, ship_line1, ship_line2, ship_city, ship_province, ship_postcode, ship_country)
   select 'main', (8000000000000 + 4 * n + k)::text, id, '#' || (4 * n + k), (4 * n + k)::text, email, '',
     now() - interval '400 days' + k * interval '100 days', 'INR', 1499.00, first || ' ' || last, line1, line2, 'Surat',
     'GJ', postcode, country from bench_person, generate_series(1, orders) k`,
];
const TABLES = ['account', 'identifier', 'address', 'shop_order'];
const LINES_AT_A_TIME = 2000;

/** Fills the database with a shop in which some have two accounts and some live together; two orders each on average. */
export async function fillPeople(owner: Client, accounts: number): Promise<void> {
  await owner.query(PEOPLE);
  await pipeline(Readable.from(lines(accounts)), owner.query(from('copy bench_person from stdin')));
  await withoutIndexes(owner, TABLES, async () => {
    for (const statement of FILL) await owner.query(statement);
  });
  await owner.query('drop table bench_person');
  await owner.query('vacuum analyze');
  await owner.query('checkpoint');
}

function* lines(accounts: number): Generator<string> {
  let text = '';
  let n = 0;
  for (const each of shopPeople(accounts)) {
    const { id, first, last, born, email, phone, addressPhone, line1, line2, postcode, country, orders } =
      each;
    const cells = [
      ++n,
      id,
      first,
      last,
      born,
      email,
      phone,
      addressPhone,
      line1,
      line2,
      postcode,
      country,
      orders,
    ];
    text += `${cells.map((cell) => cell ?? '\\N').join('\t')}\n`;
    if (n % LINES_AT_A_TIME > 0) continue;
    yield text;
    text = '';
  }
  yield text;
}
