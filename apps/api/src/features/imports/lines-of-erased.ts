import type { EntityManager } from 'typeorm';
import type { BatchContext, Loadable } from './import-run.ts';
import type { Loader } from './load-batch.ts';

/**
 * The lines that would bring somebody back who was erased: by the shop's id of the customer, or by an order that is there
 * already. A row that leads to them by an e-mail or a phone alone is somebody new: nothing that could tell is kept.
 */
export async function linesOfErased<T>(
  em: EntityManager,
  { realm, erased }: BatchContext,
  loader: Loader<T>,
  records: readonly Loadable<T>[],
): Promise<ReadonlySet<number>> {
  await erased.awaitErasures(em);
  const leads = records.map(({ line, row }) => ({ line, ...loader.leadsTo(row) }));
  const customers = await erased.among(
    em,
    realm,
    leads.flatMap(({ customerId }) => customerId ?? []),
  );
  const orders = await erased.amongOrders(
    em,
    realm,
    leads.flatMap(({ orderId }) => orderId ?? []),
  );
  return new Set(
    leads
      .filter(({ customerId, orderId }) => customers.has(customerId ?? '') || orders.has(orderId ?? ''))
      .map(({ line }) => line),
  );
}
