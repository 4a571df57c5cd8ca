import type { Invariant } from './invariant.ts';

// An order that came to a tombstone while it was becoming one is brought after it by a job.
const FOLLOWING = (account: string) =>
  `exists (select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
            where t.identifier = 'follow_orders' and j.payload::jsonb -> 'accountIds' ? ${account}::text)`;

const OF_A_TOMBSTONE: readonly (readonly [what: string, from: string, where?: string])[] = [
  ['login', 'identifier', `x.use = 'login' and x.state in ('verified', 'pending')`],
  ['claim', 'identifier_claim'],
  ['waiting change', 'identifier_change', `x.state in ('pending', 'held')`],
  ['password', 'credential'],
  ['second factor', 'second_factor'],
  ['live session', 'customer_session', 'x.ended_at is null and x.expires_at > now()'],
  ['open code', 'challenge', 'x.used_at is null and x.superseded_at is null and x.expires_at > now()'],
  ['order', 'shop_order', `not ${FOLLOWING('x.account_id')}`],
  ['store credit', 'store_credit'],
  ['gift card', 'gift_card'],
  ['subscription', 'subscription'],
  ['consent', 'consent'],
];

/** What accounts say of themselves is so, and a tombstone has nothing but its name and what it is found by. */
export const ACCOUNTS: readonly Invariant[] = [
  {
    name: 'a tombstone leads to an account of its realm',
    broken: `select a.id from account a join account s on s.id = a.merged_into where s.realm <> a.realm`,
  },
  ...OF_A_TOMBSTONE.map(([what, from, where = 'true']) => ({
    name: `a tombstone has no ${what}`,
    broken: `select a.id from account a join ${from} x on x.account_id = a.id where a.status = 'merged' and ${where}`,
  })),
  {
    name: 'a tombstone counts nothing',
    broken: `select id from account where status = 'merged' and (loyalty_points <> 0 or order_count <> 0 or has_balance
                or has_subscription or first_order_at is not null or last_order_at is not null)`,
  },
  {
    name: 'an account counts its orders, and knows the first and the last',
    broken: `select a.id from account a
               left join (select account_id, count(*) as orders, min(placed_at) as first, max(placed_at) as last
                            from shop_order where account_id is not null group by 1) o on o.account_id = a.id
              where (a.order_count, a.first_order_at, a.last_order_at)
                      is distinct from (coalesce(o.orders, 0), o.first, o.last)
                and not ${FOLLOWING('a.id')}`,
  },
  {
    name: 'an account knows whether it has a balance',
    broken: `select a.id from account a
              where a.has_balance <> (a.loyalty_points > 0
                or exists (select from store_credit c where c.account_id = a.id and c.amount > 0)
                or exists (select from gift_card g where g.account_id = a.id and g.balance > 0))`,
  },
  {
    name: 'an account knows whether it has a subscription',
    broken: `select a.id from account a where a.has_subscription <> exists (
                select from subscription s where s.account_id = a.id and s.state <> 'cancelled')`,
  },
  {
    name: 'an account has one primary login of a kind at most, and one default address',
    broken: `select min(account_id::text) from identifier where is_primary and use = 'login' and state = 'verified'
              group by account_id, kind having count(*) > 1
             union all
             select min(account_id::text) from address where is_default group by account_id having count(*) > 1`,
  },
];
