import { columnName, type HeaderOf, type ImportedItem, type ImportedOrder } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import { findAccountsOfOrders, type OwnerOfOrder } from './find-identifiers.ts';
import { followOrders } from './hold-accounts.ts';
import type { BatchContext, Loadable, Outcome } from './import-run.ts';
import type { Loader } from './load-batch.ts';
import type { LoadedBatch } from './loaded-batch.ts';
import { FIND_ORDERS } from './order-statements.ts';
import { writeOrders } from './write-orders.ts';

/** An order with its items. */
export type OrderWithItems = { readonly order: ImportedOrder; readonly items: readonly ImportedItem[] };
/** An order that is in Relink already. */
export type FoundOrder = {
  readonly id: string;
  readonly externalId: string;
  readonly accountId: string | null;
  readonly fingerprint: Buffer | null;
};
/** An order, what is to become of it, and the account that signs in with its e-mail or phone. */
export type PlannedOrder = OrderWithItems & {
  readonly outcome: Outcome;
  readonly fingerprint: Buffer;
  readonly owner: OwnerOfOrder | null;
  readonly had: FoundOrder | undefined;
};

/** How the orders of a file are loaded. */
export function orderLoader({ columns }: HeaderOf<'orders'>, jobs: Jobs): Loader<OrderWithItems> {
  const column = columnName(columns, 'id') || columnName(columns, 'number');
  return {
    idOf: ({ order }) => order.externalId,
    leadsTo: ({ order }) => ({ customerId: order.customerId ?? null, orderId: order.externalId }),
    repeated: { column, code: 'duplicate-id' },
    load: (em, context, records) => loadOrders(em, context, records, jobs),
  };
}

/**
 * Loads orders, each once, inside the caller's transaction. An order goes to the account of who was signed in, where the
 * file says it, else to the one that signs in with its e-mail, else with its own phone, never by the phone of an address.
 * One that finds no account waits for it.
 */
async function loadOrders(
  em: EntityManager,
  { realm, now }: BatchContext,
  records: readonly Loadable<OrderWithItems>[],
  jobs: Jobs,
): Promise<LoadedBatch> {
  const orders = await plan(em, realm, records);
  const created = orders.filter(({ outcome }) => outcome === 'created');
  const updated = orders.filter(({ outcome }) => outcome === 'updated');
  await followOrders(em, jobs, await writeOrders(em, { realm, now }, created, updated));
  return { outcomes: orders.map(({ outcome }) => outcome), issues: [], entries: [] };
}

async function plan(
  em: EntityManager,
  realm: string,
  records: readonly Loadable<OrderWithItems>[],
): Promise<PlannedOrder[]> {
  const externalIds = records.map(({ row }) => row.order.externalId);
  const found = new Map(
    (await runSql<FoundOrder>(em, FIND_ORDERS, [realm, externalIds])).map((order) => [
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
  const owners = await findAccountsOfOrders(em, realm, toMatch);
  const ownerOf = new Map(toMatch.map(({ externalId }, index) => [externalId, owners[index] ?? null]));
  return orders.map((order) => ({ ...order, owner: ownerOf.get(order.order.externalId) ?? null }));
}
