import { ledgerIds, kept, type MergeStatement, moves, ofMerge } from './merge-statement.ts';

/** What hangs on the other account and goes to the survivor. */
export const MERGE_MOVES: readonly MergeStatement[] = [
  moves(
    'identifiers',
    // A verified one is linked since it came; a released one stays as old as it was.
    `update identifier set account_id = $2, updated_at = $4,
            linked_since = case when state = 'released' and id <> all($6::uuid[]) then linked_since else $4 end
      where account_id = $3 and id = any($5::uuid[]) returning id`,
    {
      counts: 'identifiers',
      values: ({ plan, now }) => [now, plan.identifiers.move, plan.identifiers.release],
    },
  ),
  {
    name: 'primary-logins',
    text: `with marked as (
             update identifier set is_primary = (id = any($3::uuid[])), updated_at = $4
              where account_id in ($1, $2) and is_primary <> (id = any($3::uuid[])) returning id)
           select count(*)::int as rows from marked`,
    values: ({ survivorId, otherId, plan, now }) => [survivorId, otherId, plan.identifiers.primary, now],
  },
  moves(
    'addresses',
    `update address set account_id = $2, is_default = false
      where account_id = $3 and id = any($4::bigint[]) returning id`,
    { counts: 'addresses', values: ({ plan }) => [plan.addresses.move] },
  ),
  {
    // Apart from the next one: an account has one default address at every moment.
    name: 'former-default-addresses',
    text: `with cleared as (
             update address set is_default = false
              where account_id in ($1, $2) and is_default and id is distinct from $3::bigint returning id)
           select count(*)::int as rows from cleared`,
    values: ({ survivorId, otherId, plan }) => [survivorId, otherId, plan.result.defaultAddressId],
  },
  {
    name: 'default-address',
    text: `with chosen as (
             update address set is_default = true
              where account_id = $1 and id = $2::bigint and not is_default returning id)
           select count(*)::int as rows from chosen`,
    values: ({ survivorId, plan }) => [survivorId, plan.result.defaultAddressId],
  },
  moves('giftCards', 'update gift_card set account_id = $2 where account_id = $3 returning id', {
    counts: 'giftCards',
  }),
  moves('subscriptions', 'update subscription set account_id = $2 where account_id = $3 returning id', {
    counts: 'subscriptions',
  }),
  {
    name: 'consents',
    text: `with moved as (delete from consent where account_id = $3 returning topic),
                merged as (
             insert into consent as c (account_id, topic, granted, at)
             select $2, x.topic, x.granted, x.at
               from json_to_recordset($4::json) as x (topic text, granted boolean, at timestamptz)
             on conflict (account_id, topic) do update set granted = excluded.granted, at = excluded.at
               where (c.granted, date_trunc('milliseconds', c.at)) is distinct from (excluded.granted, excluded.at))
           ${kept('consents', 'topic')}`,
    values: (merge) => [...ofMerge(merge), JSON.stringify(merge.plan.result.consents)],
    counts: 'consents',
  },
  {
    name: 'credits',
    text: `with moved as (delete from store_credit where account_id = $3 returning currency, amount),
                added as (
             insert into store_credit as s (account_id, currency, amount)
             select $2, currency, amount from moved where amount > 0
             on conflict (account_id, currency) do update set amount = s.amount + excluded.amount)
           ${kept('credits', 'currency')}`,
    values: ofMerge,
  },
  // The items of an order hang on it.
  moves('orders', 'update shop_order set account_id = $2 where account_id = $3 returning id', {
    counts: 'orders',
  }),
  {
    // A case that has both keeps the survivor, claimed where the other was; its evidence stays where it is.
    name: 'folded-cases',
    text: `with moved as (
             delete from case_account o where o.account_id = $3
                and exists (select from case_account s where s.case_id = o.case_id and s.account_id = $2)
             returning o.case_id, o.role),
                claimed as (
             update case_account s set role = 'claimed' from moved
              where s.case_id = moved.case_id and s.account_id = $2 and moved.role = 'claimed')
           ${kept('foldedCases', 'case_id')}`,
    values: ofMerge,
  },
  moves('cases', 'update case_account set account_id = $2 where account_id = $3 returning case_id', {
    id: 'case_id',
    counts: 'cases',
  }),
  moves(
    'evidenceRounds',
    // What a round's answers came to stays sealed under the key of the account that it was about.
    `update evidence_round set account_id = $2, sealed_for = coalesce(sealed_for, account_id)
      where account_id = $3 and case_id = any(${ledgerIds('cases')}::uuid[]) returning id`,
  ),
  moves(
    'challenges',
    `update challenge set account_id = $2
      where account_id = $3 and case_id = any(${ledgerIds('cases')}::uuid[]) returning id`,
  ),
  {
    // What was proven of the other account says nothing of the survivor.
    name: 'assurances',
    text: `with reset as (
             update recovery_case set assurance_reset_at = $2, updated_at = $2
              where state <> 'closed' and id = any(${ledgerIds('cases')}::uuid[]) returning id)
           select count(*)::int as rows from reset`,
    values: ({ mergeId, now }) => [mergeId, now],
  },
  {
    // What the other was found by proves nothing of the survivor either. It stays on both, whatever becomes of the merge.
    name: 'search-hits',
    text: `with kept as (
             insert into search_hit (agent_id, account_id, kind, at)
             select agent_id, $1, kind, at from search_hit where account_id = $2
                 on conflict (agent_id, account_id, kind) do update set at = greatest(search_hit.at, excluded.at)
             returning 1)
           select count(*)::int as rows from kept`,
    values: ({ survivorId, otherId }) => [survivorId, otherId],
  },
  moves('messages', 'update message set account_id = $2 where account_id = $3 returning id', {
    counts: 'messages',
  }),
];
