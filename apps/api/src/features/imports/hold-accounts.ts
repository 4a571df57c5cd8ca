import type { EntityManager } from 'typeorm';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import { lockAccounts, lockFreeAccounts } from './find-accounts.ts';

/** The accounts whose counts this transaction may change, and those that are brought up to date after it. */
export type HeldAccounts = { readonly held: ReadonlySet<string>; readonly behind: readonly string[] };

/**
 * Locks the accounts that a batch of orders is about. A new order waits for nobody: an account that somebody else
 * holds, as a merge does for some seconds, is counted afterwards, and so is a tombstone's, whose orders are its
 * survivor's. Those of orders that change are waited for: a merge may be moving these very orders.
 */
export async function holdAccounts(
  em: EntityManager,
  ofNew: Iterable<string>,
  ofChanged: Iterable<string>,
): Promise<HeldAccounts> {
  const awaited = new Set(ofChanged);
  const free = [...new Set(ofNew)].filter((id) => !awaited.has(id));
  const locked = [...(await lockAccounts(em, [...awaited])), ...(await lockFreeAccounts(em, free))];
  const held = new Set(locked.filter(({ mergedInto }) => mergedInto === null).map(({ id }) => id));
  return { held, behind: [...awaited, ...free].filter((id) => !held.has(id)) };
}

/** Has the orders of accounts brought to where these lead and counted, once nobody holds them. */
export async function followOrders(em: EntityManager, jobs: Jobs, behind: readonly string[]): Promise<void> {
  if (behind.length > 0) await jobs.add(em, 'follow_orders', { accountIds: behind });
}
