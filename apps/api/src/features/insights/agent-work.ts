import { isOfHighValue, type Policy } from '@relink/domain';
import type { QueryResultRow } from 'pg';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';
import { counted } from './figures.ts';
import { BY_NAME, eventsOf, LED_NOWHERE } from './look-ups.ts';

const today = (actions: string) => eventsOf(actions, '$2', '$3');
/** Young look-ups may still lead to a case: `$5` is now. */
const SETTLED = `e.at <= $5::timestamptz - make_interval(mins => $4::int)`;
const LED = LED_NOWHERE('$4::int');

/** First rounds: the first one of its account in its case. */
export const IS_FIRST = `e.outcome = 'done' and e.actor_kind = 'agent' and e.canonical_facts->>'verdict' is not null
  and not exists (select from evidence_round r
                   where r.case_id = e.case_id and r.account_id = e.account_id and r.at < e.at)`;

/** As the figures: `$1` the day, `$2` and `$3` its ends. */
export const AGENT_WORK = [
  `select 'reveals', null, e.actor_id, '', 0 from ${today(`'account.revealed'`)}
    where e.outcome = 'done' and e.actor_kind = 'agent'`,
  `select 'first-rounds', null, e.actor_id, e.canonical_facts->>'verdict', 0
     from ${today(`'evidence.round-sent'`)} where ${IS_FIRST}`,
].map(counted);

/** Likewise, and `$4` the minutes within which a look-up leads to a case, `$5` now. */
export const LOOK_UPS = [
  `select 'look-ups-without-case', null, e.actor_id, '', 0
     from ${today(`'accounts.searched', 'account.viewed'`)} where ${SETTLED} and ${LED}`,
  `select 'name-searches-without-case', null, e.actor_id, '', 0
     from ${today(`'accounts.searched'`)} where ${SETTLED} and ${LED} and ${BY_NAME}`,
].map(counted);

const CLAIMED = `select e.id, e.at, e.actor_id as "agentId", e.account_id as "accountId",
    exists (select from identifier i where i.account_id = e.account_id and i.linked_since < e.at
               and i.linked_since >= e.at - make_interval(days => $4::int)) as fresh
  from ${eventsOf(`'case.account-added'`, '$2', '$3')}
 where e.outcome = 'done' and e.actor_kind = 'agent' and e.canonical_facts->>'role' = 'claimed'
   and ($1::uuid is null or e.actor_id = $1)`;

type Worth = {
  readonly id: string;
  readonly orderCount: number;
  readonly hasBalance: boolean;
  readonly hasSubscription: boolean;
  readonly totals: { currency: string; total: number }[];
};

/** An account that an agent took into a case as the caller's, and whether a thief would like it. */
export type ClaimedAccount = {
  readonly id: string;
  readonly at: Date;
  readonly agentId: string;
  readonly worthy: boolean;
};

/**
 * The accounts that agents, or one of them, took into cases as the callers', from `from` on and before `to`. Worthy is
 * one of high value (by the policy in force), or with a contact that was fresh when it was taken.
 */
export async function claimedAccounts(
  executor: Executor,
  { from, to, agentId }: { from: Date; to: Date; agentId: string | null },
  policy: Policy,
): Promise<ClaimedAccount[]> {
  const { freshDays } = policy.numbers.tenure;
  type Claimed = { id: string; at: Date; agentId: string; accountId: string; fresh: boolean };
  const claimed = await runSql<Claimed>(executor, CLAIMED, [agentId, from, to, freshDays]);
  const worths = await runSql<Worth & QueryResultRow>(
    executor,
    `select a.id, a.order_count as "orderCount", a.has_balance as "hasBalance", a.has_subscription as "hasSubscription",
       coalesce((select json_agg(json_build_object('currency', t.currency, 'total', t.total))
                   from (select currency, sum(total)::float8 as total from shop_order o
                          where o.account_id = a.id group by currency) t), '[]') as totals
       from account a where a.id = any($1)`,
    [[...new Set(claimed.map(({ accountId }) => accountId))]],
  );
  const worthy = new Set(worths.filter((worth) => isOfHighValue(worth, policy)).map(({ id }) => id));
  return claimed.map(({ id, at, agentId: by, accountId, fresh }) => ({
    id,
    at,
    agentId: by,
    worthy: fresh || worthy.has(accountId),
  }));
}
