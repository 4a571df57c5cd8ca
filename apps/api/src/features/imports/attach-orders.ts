import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { Transaction } from '../../platform/transaction/transaction.ts';
import { findAccountsOfOrders, type OwnerOfOrder } from './find-identifiers.ts';
import { followOrders, holdAccounts } from './hold-accounts.ts';
import * as sql from './order-statements.ts';

type Unmatched = {
  readonly id: string;
  readonly email: string;
  readonly phone: string;
  readonly customerId: string | null;
};

const AT_A_TIME = 5000;

/**
 * Gives orders that came before their customer to the account that now signs in with their e-mail or phone.
 * Goes through those without an account once, some at a time. Returns how many found theirs.
 */
export async function attachOrders(transaction: Transaction, jobs: Jobs, realm: string): Promise<number> {
  let attached = 0;
  let after = '0';
  for (;;) {
    const from = after;
    const { last, found } = await transaction.run(async (em) => {
      const orders = await runSql<Unmatched>(em, sql.FIND_UNMATCHED, [realm, from, AT_A_TIME]);
      const owners = await findAccountsOfOrders(em, realm, orders);
      const matched = orders.flatMap(({ id }, index) => {
        const owner = owners[index] ?? null;
        return owner === null ? [] : [{ id, ...owner }];
      });
      if (matched.length > 0) await attach(em, jobs, matched);
      return { last: orders.at(-1)?.id, found: matched.length };
    });
    attached += found;
    if (last === undefined) return attached;
    after = last;
  }
}

async function attach(
  em: EntityManager,
  jobs: Jobs,
  matched: readonly ({ readonly id: string } & OwnerOfOrder)[],
): Promise<void> {
  const { held, behind } = await holdAccounts(
    em,
    matched.map(({ accountId }) => accountId),
    [],
  );
  await runSql(em, sql.ATTACH_ORDERS, [
    matched.map(({ id }) => id),
    matched.map(({ accountId }) => accountId),
    matched.map(({ placedWith }) => placedWith),
  ]);
  if (held.size > 0) await runSql(em, sql.RECOUNT_ORDERS, [[...held]]);
  await followOrders(em, jobs, behind);
}
