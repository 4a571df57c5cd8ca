import type { Client } from 'pg';

/**
 * What a pass reads of each account, by table: the very columns, and sorted so that two accounts of one person stand
 * side by side, as a search for duplicates by sorting would have them. By account they lie in order already.
 */
const READ = [
  {
    rows: 'id, realm, first_name, last_name, birth_date, country, began_at, order_count from account',
    by: 'last_name, first_name',
  },
  {
    rows: `account_id, kind, use, state, normalised, alias, linked_since, released_at, release_reason, taken_by_account_id,
      reachable from identifier`,
    by: 'normalised',
  },
  {
    rows: 'account_id, is_default, name, line1, line2, city, province, postcode, country, phone from address',
    by: 'postcode, line1',
  },
  {
    rows: `account_id, placed_at, ship_name, ship_line1, ship_line2, ship_city, ship_province, ship_postcode, ship_country,
      ship_phone from shop_order`,
    by: 'ship_postcode, ship_line1',
  },
];
// All of it is read, and sorted, and nothing of it is sent.
const NOTHING_SENT = 'offset 1000000000000';

/** One sequential read of the rows that a pass reads, and one sort of them, in PostgreSQL alone. In seconds. */
export async function readAndSort(owner: Client): Promise<{ readonly read: number; readonly sort: number }> {
  await owner.query(`set work_mem = '96MB'`);
  const read = await seconds(owner, ({ rows }) => `select ${rows} ${NOTHING_SENT}`);
  const sort = await seconds(owner, ({ rows, by }) => `select ${rows} order by ${by} ${NOTHING_SENT}`);
  await owner.query('reset work_mem');
  return { read, sort };
}

async function seconds(owner: Client, statementOf: (read: (typeof READ)[number]) => string): Promise<number> {
  const began = performance.now();
  for (const read of READ) await owner.query(statementOf(read));
  return (performance.now() - began) / 1000;
}
