import type { OrderView, PortalMe } from '@relink/contract';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { FIRST_LOGIN_FIRST, PHONE_TO_MOVE_BACK } from './security-page.repository.ts';

const MOST_ORDERS = 100;

const ME = {
  name: 'customer_me',
  text: `select a.first_name as "firstName", a.last_name as "lastName", a.language,
           coalesce((select array_agg(i.value order by i.kind, ${FIRST_LOGIN_FIRST}) from identifier i
             where i.account_id = a.id and i.use = 'login' and i.state = 'verified'), '{}') as logins,
           ${PHONE_TO_MOVE_BACK} is not null as "phoneToMoveBack",
           (select max(c.requested_at) from identifier_change c
             where c.account_id = a.id and c.state in ('pending', 'held') and c.expires_at > $2) as "changeAskedAt"
         from account a where a.id = $1`,
};
const ORDERS = {
  name: 'customer_orders',
  text: `select o.number, o.placed_at as "placedAt", o.currency, o.total::text as total,
           o.financial_status as "financialStatus", o.fulfillment_status as "fulfillmentStatus",
           coalesce((select json_agg(json_build_object('name', i.name, 'quantity', i.quantity, 'price', i.price::text)
             order by i.position) from order_item i where i.order_id = o.id), '[]') as items
         from shop_order o where o.account_id = $1
        order by o.placed_at desc, o.id desc limit ${String(MOST_ORDERS)}`,
};

/** What a customer sees of their own account. */
export async function readMe(executor: Executor, accountId: string, now: Date): Promise<PortalMe> {
  const [row] = await runNamed<Omit<PortalMe, 'changeAskedAt'> & { changeAskedAt: Date | null }>(
    executor,
    ME,
    [accountId, now],
  );
  if (!row) throw new Error('A session is always of an account.');
  return { ...row, changeAskedAt: row.changeAskedAt?.toISOString() ?? null };
}

/** A customer's own orders, newest first, in one statement. */
export async function readOrders(executor: Executor, accountId: string): Promise<OrderView[]> {
  const rows = await runNamed<Omit<OrderView, 'placedAt'> & { placedAt: Date }>(executor, ORDERS, [
    accountId,
  ]);
  return rows.map((row) => ({ ...row, placedAt: row.placedAt.toISOString() }));
}
