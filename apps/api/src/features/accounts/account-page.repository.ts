import type { AccountPage } from '@relink/contract';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { instantIn } from './account-record.ts';

type Opened = NonNullable<AccountPage['opened']>;
type Details = Pick<Opened, 'addresses' | 'orders' | 'holdings'>;

const MOST_ORDERS = 50;
const MOST_ADDRESSES = 20;
const MOST_HOLDINGS = 100;

/** Named for the benchmark's floor, which runs the very same. */
export const READ_DETAILS = {
  name: 'account_page_details',
  text: `select
    (select json_agg(json_build_object('name', d.name, 'line1', d.line1, 'line2', d.line2, 'city', d.city,
              'province', d.province, 'postcode', d.postcode, 'country', d.country) order by d.is_default desc, d.id)
       from (select * from address where account_id = $1 order by is_default desc, id limit ${String(MOST_ADDRESSES)}) d
    ) as addresses,
    (select json_agg(json_build_object('number', o.number, 'placedAt', o.placed_at, 'currency', o.currency,
              'total', o.total::text, 'financialStatus', o.financial_status, 'fulfillmentStatus', o.fulfillment_status,
              'items', coalesce((select json_agg(json_build_object('name', t.name, 'quantity', t.quantity,
                         'price', t.price::text) order by t.position) from order_item t where t.order_id = o.id), '[]'))
            order by o.placed_at desc, o.id desc)
       from (select * from shop_order where account_id = $1
              order by placed_at desc, id desc limit ${String(MOST_ORDERS)}) o) as orders,
    (select json_build_object('points', a.loyalty_points,
        'credits', (select json_agg(json_build_object('currency', c.currency, 'amount', c.amount::text) order by c.currency)
           from store_credit c where c.account_id = a.id and c.amount > 0),
        'giftCards', (select json_agg(json_build_object('lastCharacters', g.last_characters, 'currency', g.currency,
             'balance', g.balance::text, 'expiresOn', g.expires_on) order by g.balance desc, g.id)
           from (select * from gift_card where account_id = a.id limit ${String(MOST_HOLDINGS)}) g),
        'subscriptions', (select json_agg(json_build_object('product', s.product, 'state', s.state,
             'nextChargeOn', s.next_charge_on) order by s.state, s.id)
           from (select * from subscription where account_id = a.id limit ${String(MOST_HOLDINGS)}) s),
        'consents', (select json_agg(json_build_object('topic', n.topic, 'granted', n.granted, 'at', n.at) order by n.topic)
           from consent n where n.account_id = a.id),
        'holds', (select json_agg(json_build_object('kind', h.kind, 'since', h.since) order by h.since, h.id)
           from (select kind, since, id from account_hold where account_id = a.id and ended_at is null
                 union all select 'legal-hold', placed_at, id from legal_hold where account_id = a.id and lifted_at is null) h))
       from account a where a.id = $1) as holdings`,
};

type Holdings = Details['holdings'];
/** A list that is empty comes as null. */
type HoldingsRow = { [K in keyof Holdings]: Holdings[K] | null };

/** The addresses, the latest orders and the holdings of an account, in one statement. */
export async function readDetails(executor: Executor, accountId: string): Promise<Details> {
  const [row] = await runNamed<{
    addresses: Details['addresses'] | null;
    orders: Details['orders'] | null;
    holdings: HoldingsRow | null;
  }>(executor, READ_DETAILS, [accountId]);
  return {
    addresses: row?.addresses ?? [],
    orders: (row?.orders ?? []).map((order) => ({
      ...order,
      placedAt: instantIn(order.placedAt),
    })),
    holdings: holdingsIn(row?.holdings ?? null),
  };
}

function holdingsIn(row: HoldingsRow | null): Holdings {
  return {
    points: row?.points ?? 0,
    credits: row?.credits ?? [],
    giftCards: row?.giftCards ?? [],
    subscriptions: row?.subscriptions ?? [],
    consents: (row?.consents ?? []).map((consent) => ({ ...consent, at: instantIn(consent.at) })),
    holds: (row?.holds ?? []).map((hold) => ({ ...hold, since: instantIn(hold.since) })),
  };
}
