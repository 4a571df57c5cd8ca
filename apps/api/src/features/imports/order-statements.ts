import type { CopyTarget } from '../../platform/database/copy-rows.ts';

/** What a batch of orders reads and writes: new rows by COPY, changes with their rows as one JSON value. */

/** One look-up per id, as for accounts. */
export const FIND_ORDERS = `select o.* from unnest($2::text[]) as wanted (id)
  cross join lateral (
    select id, external_id as "externalId", account_id as "accountId", import_fingerprint as fingerprint
      from shop_order where realm = $1 and external_id = wanted.id limit 1) o`;

/** The columns of an order that its file fills, with their types. */
const ORDER = {
  external_id: 'text',
  account_id: 'uuid',
  placed_with: 'uuid',
  number: 'text',
  number_normalised: 'text',
  email: 'text',
  phone: 'text',
  placed_at: 'timestamptz',
  paid_at: 'timestamptz',
  cancelled_at: 'timestamptz',
  financial_status: 'text',
  fulfillment_status: 'text',
  currency: 'text',
  total: 'numeric',
  ship_name: 'text',
  ship_line1: 'text',
  ship_line2: 'text',
  ship_city: 'text',
  ship_province: 'text',
  ship_postcode: 'text',
  ship_country: 'text',
  ship_phone: 'text',
  customer_external_id: 'text',
  import_fingerprint: 'bytea',
} as const;
export type OrderValues = Readonly<Record<keyof typeof ORDER, string | null>>;

const COLUMNS = Object.keys(ORDER) as (keyof typeof ORDER)[];
const KEPT: ReadonlySet<keyof typeof ORDER> = new Set(['external_id', 'account_id', 'placed_with']);
const UPDATED = COLUMNS.filter((column) => !KEPT.has(column));

export const ORDERS: CopyTarget = { table: 'shop_order', columns: ['id', 'realm', 'created_at', ...COLUMNS] };
export const ITEMS: CopyTarget = {
  table: 'order_item',
  columns: ['order_id', 'position', 'name', 'quantity', 'price', 'sku'],
};

/** The values of an order in the order of {@link ORDERS}, after id, realm and created_at. */
export function orderCells(values: OrderValues): (string | null)[] {
  return COLUMNS.map((column) => values[column]);
}

/** Ids for new orders, so that their items can be written beside them. */
export const NEW_ORDER_IDS = `select nextval(pg_get_serial_sequence('shop_order', 'id'))::text as id
  from generate_series(1, $1)`;

export const UPDATE_ORDERS = `update shop_order o set ${UPDATED.map((column) => `${column} = x.${column}`).join(', ')},
    account_id = coalesce(o.account_id, x.account_id),
    placed_with = case when o.account_id is null then x.placed_with else o.placed_with end
  from json_to_recordset($1::json) as x
    (id bigint, ${COLUMNS.map((column) => `${column} ${ORDER[column]}`).join(', ')})
  where o.id = x.id`;

export const DROP_ITEMS = 'delete from order_item where order_id = any($1::bigint[])';

/** Adds new orders to their accounts' counts. An order does not raise the security version. */
export const COUNT_ORDERS = `update account a set order_count = a.order_count + x.orders,
    first_order_at = least(a.first_order_at, x.first), last_order_at = greatest(a.last_order_at, x.last),
    began_at = least(a.began_at, x.first)
  from json_to_recordset($1::json) as x (id uuid, orders integer, first timestamptz, last timestamptz)
  where a.id = x.id`;

/** Counts the orders of accounts anew, where orders were changed, attached or brought. */
export const RECOUNT_ORDERS = `update account a set order_count = o.orders, first_order_at = o.first,
    last_order_at = o.last, began_at = least(a.began_at, o.first)
  from (select wanted.id, count(s.id)::integer as orders, min(s.placed_at) as first, max(s.placed_at) as last
          from unnest($1::uuid[]) as wanted (id) left join shop_order s on s.account_id = wanted.id
         group by wanted.id) o
  where a.id = o.id`;

/** Brings the orders of a tombstone to the account that it leads to. */
export const BRING_ORDERS = 'update shop_order set account_id = $2 where account_id = $1';

/** Orders without an account, some at a time. */
export const FIND_UNMATCHED = `select id, email, phone, customer_external_id as "customerId" from shop_order
  where realm = $1 and account_id is null and id > $2 order by id limit $3`;

export const ATTACH_ORDERS = `update shop_order o set account_id = x.account_id, placed_with = x.placed_with
  from unnest($1::bigint[], $2::uuid[], $3::uuid[]) as x (id, account_id, placed_with)
  where o.id = x.id and o.account_id is null`;
