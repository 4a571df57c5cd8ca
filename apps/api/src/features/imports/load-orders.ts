import type { ImportedItem, ImportedOrder } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import { lockAccounts } from './find-accounts.ts';
import { findAccountsOfOrders } from './find-identifiers.ts';
import type { BatchContext, Loadable, Outcome } from './import-run.ts';
import type { LoadedBatch } from './loaded-batch.ts';
import * as sql from './order-statements.ts';

/** An order with its items. */
export type OrderWithItems = { readonly order: ImportedOrder; readonly items: readonly ImportedItem[] };
type Found = {
  readonly id: string;
  readonly externalId: string;
  readonly accountId: string | null;
  readonly fingerprint: Buffer | null;
};
type Planned = OrderWithItems & {
  readonly outcome: Outcome;
  readonly fingerprint: Buffer;
  readonly accountId: string | null;
  readonly had: Found | undefined;
};

/**
 * Loads orders, each once, inside the caller's transaction. An order goes to the account that signs in with its e-mail,
 * else with its own phone, never by the phone of an address. One that finds no account waits for it.
 */
export async function loadOrders(
  em: EntityManager,
  { realm, now }: BatchContext,
  records: readonly Loadable<OrderWithItems>[],
): Promise<LoadedBatch> {
  const orders = await plan(em, realm, records);
  const created = orders.filter(({ outcome }) => outcome === 'created');
  const updated = orders.filter(({ outcome }) => outcome === 'updated');
  const touched = new Set<string>();
  for (const { accountId, had } of [...created, ...updated])
    for (const id of [accountId, had?.accountId]) if (id) touched.add(id);
  if (touched.size > 0) await lockAccounts(em, [...touched]);
  if (created.length > 0) {
    await runSql(em, sql.INSERT_ORDERS, [orderRows(created), itemRows(created), realm, now]);
    await runSql(em, sql.COUNT_ORDERS, [countsOf(created)]);
  }
  if (updated.length > 0) {
    await runSql(em, sql.UPDATE_ORDERS, [orderRows(updated)]);
    await runSql(em, sql.DROP_ITEMS, [updated.map(({ had }) => had?.id)]);
    await runSql(em, sql.INSERT_ITEMS, [itemRows(updated)]);
    const accounts = updated.map(({ accountId, had }) => had?.accountId ?? accountId);
    await runSql(em, sql.RECOUNT_ORDERS, [[...new Set(accounts.filter((id) => id !== null))]]);
  }
  return { outcomes: orders.map(({ outcome }) => outcome), issues: [], entries: [] };
}

async function plan(
  em: EntityManager,
  realm: string,
  records: readonly Loadable<OrderWithItems>[],
): Promise<Planned[]> {
  const externalIds = records.map(({ row }) => row.order.externalId);
  const found = new Map(
    (await runSql<Found>(em, sql.FIND_ORDERS, [realm, externalIds])).map((order) => [
      order.externalId,
      order,
    ]),
  );
  const orders = records.map(({ row, fingerprint }) => {
    const had = found.get(row.order.externalId);
    const outcome: Outcome = !had
      ? 'created'
      : had.fingerprint?.equals(fingerprint)
        ? 'unchanged'
        : 'updated';
    return { ...row, had, outcome, fingerprint };
  });
  const toMatch = orders.filter(({ outcome }) => outcome !== 'unchanged').map(({ order }) => order);
  const accounts = await findAccountsOfOrders(em, realm, toMatch);
  const accountOf = new Map(toMatch.map(({ externalId }, index) => [externalId, accounts[index] ?? null]));
  return orders.map((order) => ({ ...order, accountId: accountOf.get(order.order.externalId) ?? null }));
}

function orderRows(orders: readonly Planned[]): string {
  return JSON.stringify(
    orders.map(({ order, accountId, fingerprint, had }) => ({
      id: had?.id,
      external_id: order.externalId,
      account_id: accountId,
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
      import_fingerprint: `\\x${fingerprint.toString('hex')}`,
    })),
  );
}

function itemRows(orders: readonly Planned[]): string {
  return JSON.stringify(
    orders.flatMap(({ order, items, had }) =>
      items.map((item, index) => ({
        id: had?.id,
        external_id: order.externalId,
        position: index + 1,
        ...item,
      })),
    ),
  );
}

function countsOf(created: readonly Planned[]): string {
  const counts = new Map<string, { id: string; orders: number; first: string; last: string }>();
  for (const { accountId, order } of created) {
    if (accountId === null) continue;
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
