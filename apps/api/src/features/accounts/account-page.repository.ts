import type { AccountPage } from '@relink/contract';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

type Opened = NonNullable<AccountPage['opened']>;
type Details = Pick<Opened, 'addresses' | 'orders'>;

const MOST_ORDERS = 50;
const MOST_ADDRESSES = 20;

/** Named for the benchmark's floor, which runs the very same. */
export const READ_DETAILS = {
  name: 'account_page_details',
  text: `select
    (select json_agg(json_build_object('name', d.name, 'line1', d.line1, 'line2', d.line2, 'city', d.city,
              'province', d.province, 'postcode', d.postcode, 'country', d.country) order by d.is_default desc, d.id)
       from (select * from address where account_id = $1 order by is_default desc, id limit ${String(MOST_ADDRESSES)}) d
    ) as addresses,
    (select json_agg(json_build_object('number', o.number, 'placedAt', o.placed_at, 'currency', o.currency,
              'total', o.total::text, 'financialStatus', o.financial_status, 'fulfillmentStatus', o.fulfillment_status,
              'items', coalesce((select json_agg(json_build_object('name', t.name, 'quantity', t.quantity,
                         'price', t.price::text) order by t.position) from order_item t where t.order_id = o.id), '[]'))
            order by o.placed_at desc, o.id desc)
       from (select * from shop_order where account_id = $1
              order by placed_at desc, id desc limit ${String(MOST_ORDERS)}) o) as orders`,
};

/** The addresses and the latest orders of an account, in one statement. */
export async function readDetails(executor: Executor, accountId: string): Promise<Details> {
  const [row] = await runNamed<{
    addresses: Details['addresses'] | null;
    orders: Details['orders'] | null;
  }>(executor, READ_DETAILS, [accountId]);
  return {
    addresses: row?.addresses ?? [],
    orders: (row?.orders ?? []).map((order) => ({
      ...order,
      placedAt: new Date(order.placedAt).toISOString(),
    })),
  };
}
