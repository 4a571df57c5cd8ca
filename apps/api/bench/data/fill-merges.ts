import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';

/** Two accounts of one person, the orders on the one that goes. */
export type PairToMerge = { readonly survivorId: string; readonly otherId: string };

const ACCOUNT = `insert into account (id, realm, first_name, last_name, search_name, order_count, loyalty_points)
  values ($1, 'main', 'Asha', 'Patel', 'asha patel', $2, 1250)`;
const IDENTIFIER = `insert into identifier (id, account_id, realm, kind, use, state, value, normalised, verified_at, origin)
  values (gen_random_uuid(), $1, 'main', $2, 'login', 'verified', $3, $3, now(), 'import')`;
const ADDRESS = `insert into address (account_id, is_default, name, line1, city, postcode, country)
  values ($1, true, 'Asha Patel', $2, 'Surat', '395007', 'IN')`;
const CREDIT = `insert into store_credit values ($1, 'INR', 12.50)`;
/** Two items each. */
const ORDERS = `with placed as (
    insert into shop_order (realm, external_id, account_id, number, number_normalised, email, placed_at, currency, total,
      ship_name, ship_line1, ship_city, ship_postcode, ship_country)
    select 'main', $1::text || n, $1::uuid, n::text, n::text, 'asha@mail.example', now() - n * interval '1 minute', 'INR', 1499,
           'Asha Patel', '14 Lotus Street', 'Surat', '395007', 'IN'
      from generate_series(1, $2::integer) n returning id)
  insert into order_item (order_id, position, name, price)
  select id, position, 'Clay water bottle', 749.50 from placed, generate_series(1, 2) position`;

/** Makes two accounts to be merged, and leaves nothing of the making for whoever merges them. */
export async function fillPair(owner: Client, orders: number): Promise<PairToMerge> {
  const [survivorId, otherId] = [randomUUID(), randomUUID()];
  const suffix = String(BigInt(`0x${survivorId.slice(0, 8)}`)).padStart(10, '0');
  await owner.query(ACCOUNT, [survivorId, 0]);
  await owner.query(ACCOUNT, [otherId, orders]);
  await owner.query(IDENTIFIER, [survivorId, 'phone', `+91${suffix}`]);
  await owner.query(IDENTIFIER, [otherId, 'email', `asha.${suffix}@mail.example`]);
  await owner.query(ADDRESS, [survivorId, '14 Lotus Street']);
  await owner.query(ADDRESS, [otherId, '2 Ring Road']);
  for (const id of [survivorId, otherId]) await owner.query(CREDIT, [id]);
  await owner.query(ORDERS, [otherId, orders]);
  await owner.query('vacuum analyze shop_order, order_item, account, identifier');
  await owner.query('checkpoint');
  return { survivorId, otherId };
}
