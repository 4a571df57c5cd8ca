import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

const KEEP = {
  name: 'account_keep_stakes',
  text: `update account a set
      has_balance = a.loyalty_points > 0
        or exists (select from store_credit c where c.account_id = a.id and c.amount > 0)
        or exists (select from gift_card g where g.account_id = a.id and g.balance > 0),
      has_subscription = exists (select from subscription s where s.account_id = a.id and s.state <> 'cancelled')
    where a.id = any($1::uuid[])`,
};

/**
 * Keeps it true of accounts whether they have a balance (points, store credit, a gift card that is not used up) and a
 * subscription that is not cancelled: for whoever changed one of these. The caller holds the accounts' locks.
 */
export async function keepStakes(executor: Executor, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length > 0) await runNamed(executor, KEEP, [accountIds]);
}
