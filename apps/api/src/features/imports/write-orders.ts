import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import { bytes, type Cell, copyRows } from '../../platform/database/copy-rows.ts';
import { holdAccounts } from './hold-accounts.ts';
import type { BatchContext } from './import-run.ts';
import type { PlannedOrder } from './load-orders.ts';
import * as sql from './order-statements.ts';

/**
 * Writes a batch of orders with their items, and counts them on their accounts. Gives the accounts that could not be
 * counted now, or whose orders belong to their survivor.
 */
export async function writeOrders(
  em: EntityManager,
  { realm, now }: Pick<BatchContext, 'realm' | 'now'>,
  created: readonly PlannedOrder[],
  updated: readonly PlannedOrder[],
): Promise<readonly string[]> {
  const { held, behind } = await holdAccounts(em, accountsOf(created), accountsOf(updated));
  if (created.length > 0) {
    const ids = await runSql<{ id: string }>(em, sql.NEW_ORDER_IDS, [created.length]);
    const idOf = (index: number) => ids[index]?.id ?? null;
    await copyRows(
      em,
      sql.ORDERS,
      created.map((order, index) => [idOf(index), realm, now, ...sql.orderCells(valuesOf(order))]),
    );
    await copyRows(
      em,
      sql.ITEMS,
      created.flatMap((order, index) => itemsOf(order, idOf(index))),
    );
    await runSql(em, sql.COUNT_ORDERS, [countsOf(created, held)]);
  }
  if (updated.length > 0) {
    const rows = updated.map((order) => ({ id: order.had?.id, ...valuesOf(order) }));
    await runSql(em, sql.UPDATE_ORDERS, [JSON.stringify(rows)]);
    await runSql(em, sql.DROP_ITEMS, [updated.map(({ had }) => had?.id)]);
    await copyRows(
      em,
      sql.ITEMS,
      updated.flatMap((order) => itemsOf(order, order.had?.id ?? null)),
    );
    await runSql(em, sql.RECOUNT_ORDERS, [[...accountsOf(updated)].filter((id) => held.has(id))]);
  }
  return behind;
}

function accountsOf(orders: readonly PlannedOrder[]): ReadonlySet<string> {
  return new Set(orders.map(accountOf).filter((id) => id !== null));
}

/** An order stays where it is; one that had no account gets that of its e-mail or phone. */
function accountOf({ owner, had }: PlannedOrder): string | null {
  return had?.accountId ?? owner?.accountId ?? null;
}

function valuesOf({ order, owner, fingerprint }: PlannedOrder): sql.OrderValues {
  return {
    external_id: order.externalId,
    account_id: owner?.accountId ?? null,
    placed_with: owner?.placedWith ?? null,
    number: order.number,
    number_normalised: order.numberNormalised,
    email: order.email,
    phone: order.phone,
    placed_at: order.placedAt,
    paid_at: order.paidAt,
    cancelled_at: order.cancelledAt,
    financial_status: order.financialStatus,
    fulfillment_status: order.fulfillmentStatus,
    currency: order.currency,
    total: order.total,
    ship_name: order.shipName,
    ship_line1: order.shipLine1,
    ship_line2: order.shipLine2,
    ship_city: order.shipCity,
    ship_province: order.shipProvince,
    ship_postcode: order.shipPostcode,
    ship_country: order.shipCountry,
    ship_phone: order.shipPhone,
    customer_external_id: order.customerId ?? null,
    import_fingerprint: bytes(fingerprint),
  };
}

function itemsOf({ items }: PlannedOrder, orderId: string | null): Cell[][] {
  return items.map(({ name, quantity, price, sku }, index) => [
    orderId,
    index + 1,
    name,
    quantity,
    price,
    sku,
  ]);
}

function countsOf(created: readonly PlannedOrder[], held: ReadonlySet<string>): string {
  const counts = new Map<string, { id: string; orders: number; first: string; last: string }>();
  for (const { owner, order } of created) {
    const accountId = owner?.accountId;
    if (accountId === undefined || !held.has(accountId)) continue;
    const at = order.placedAt;
    const count = counts.get(accountId) ?? { id: accountId, orders: 0, first: at, last: at };
    count.orders += 1;
    // ISO 8601 in UTC sorts as text.
    if (at < count.first) count.first = at;
    if (at > count.last) count.last = at;
    counts.set(accountId, count);
  }
  return JSON.stringify([...counts.values()]);
}
