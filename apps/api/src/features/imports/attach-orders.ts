import { runSql } from '../../platform/database/named-statement.ts';
import type { Transaction } from '../../platform/transaction/transaction.ts';
import { lockAccounts } from './find-accounts.ts';
import { findAccountsOfOrders } from './find-identifiers.ts';
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
export async function attachOrders(transaction: Transaction, realm: string): Promise<number> {
  let attached = 0;
  let after = '0';
  for (;;) {
    const from = after;
    const { last, found } = await transaction.run(async (em) => {
      const orders = await runSql<Unmatched>(em, sql.FIND_UNMATCHED, [realm, from, AT_A_TIME]);
      const accountIds = await findAccountsOfOrders(em, realm, orders);
      const matched = orders.flatMap(({ id }, index) => {
        const accountId = accountIds[index] ?? null;
        return accountId === null ? [] : [{ id, accountId }];
      });
      if (matched.length > 0) {
        const accounts = [...new Set(matched.map(({ accountId }) => accountId))];
        await lockAccounts(em, accounts);
        await runSql(em, sql.ATTACH_ORDERS, [
          matched.map(({ id }) => id),
          matched.map(({ accountId }) => accountId),
        ]);
        await runSql(em, sql.RECOUNT_ORDERS, [accounts]);
      }
      return { last: orders.at(-1)?.id, found: matched.length };
    });
    attached += found;
    if (last === undefined) return attached;
    after = last;
  }
}
