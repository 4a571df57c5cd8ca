import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { lockAccounts } from './find-accounts.ts';
import { BRING_ORDERS, RECOUNT_ORDERS } from './order-statements.ts';

const LEADS_TO = 'select coalesce(merged_into, id) as id from account where id = $1';

/**
 * Brings orders that came to an account while it was merged to its survivor, and counts them: waits for whoever holds
 * the account, as a merge does. Doing it twice, or for an account that is none, changes nothing.
 */
@Injectable()
export class FollowOrders implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
  ) {}

  onModuleInit(): void {
    this.worker.handle('follow_orders', ({ accountIds }) => this.run(accountIds));
  }

  async run(accountIds: readonly string[]): Promise<void> {
    // One at a time: whoever needs one of them waits for none of the others.
    for (const id of accountIds) while (!(await this.transaction.run((em) => follow(em, id))));
  }
}

/** False where the account became a tombstone while it was waited for: its survivor has to be locked with it, in order. */
async function follow(em: EntityManager, id: string): Promise<boolean> {
  const [to] = await runSql<{ id: string }>(em, LEADS_TO, [id]);
  if (to === undefined) return true;
  const locked = await lockAccounts(em, [...new Set([id, to.id])]);
  const leadsTo = locked.find((account) => account.id === id)?.mergedInto ?? id;
  if (leadsTo !== to.id) return false;
  if (leadsTo !== id) await runSql(em, BRING_ORDERS, [id, leadsTo]);
  await runSql(em, RECOUNT_ORDERS, [[...new Set([id, leadsTo])]]);
  return true;
}
