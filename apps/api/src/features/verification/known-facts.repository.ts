import type { KnownAddress, KnownName, KnownOrder } from '@relink/domain';
import { NUMBERS } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

/** What an account's owner would know; it never leaves the server. */
export type KnownFacts = {
  readonly name: KnownName;
  readonly addresses: readonly KnownAddress[];
  readonly orders: readonly KnownOrder[];
  readonly usernames: readonly string[];
  readonly phones: readonly string[];
};

type Row = {
  first_name: string;
  last_name: string;
  addresses: KnownAddress[] | null;
  orders: (KnownOrder & { ship: KnownAddress })[] | null;
  usernames: string[] | null;
  phones: string[] | null;
};

export const KNOWN_FACTS = {
  name: 'verification_known_facts',
  text: `
    select a.first_name, a.last_name,
      (select json_agg(json_build_object('line1', d.line1, 'line2', d.line2, 'city', d.city,
                'province', d.province, 'postcode', d.postcode))
         from address d where d.account_id = a.id) as addresses,
      (select json_agg(json_build_object('number', o.number, 'placedAt', o.placed_at, 'paidAt', o.paid_at,
                'total', o.total::text, 'currency', o.currency,
                'items', coalesce((select json_agg(i.name order by i.position) from order_item i where i.order_id = o.id), '[]'),
                'ship', json_build_object('line1', o.ship_line1, 'line2', o.ship_line2, 'city', o.ship_city,
                  'province', o.ship_province, 'postcode', o.ship_postcode)))
         from (select * from shop_order s where s.account_id = a.id and s.cancelled_at is null
                order by s.placed_at desc limit ${NUMBERS.search.recentOrders}) o) as orders,
      (select array_agg(i.normalised) from identifier i
        where i.account_id = a.id and i.kind = 'username' and i.state = 'verified') as usernames,
      (select array_agg(i.normalised) from identifier i
        where i.account_id = a.id and i.kind = 'phone' and i.use in ('login', 'recovery') and i.reachable
          and (i.state = 'verified' or (i.state = 'released' and i.release_reason = 'taken'))) as phones
    from account a where a.id = $1`,
};

/** Loads with one statement everything a round can be compared with: recent orders only, never all of them. */
export async function knownFacts(executor: Executor, accountId: string): Promise<KnownFacts> {
  const [row] = await runNamed<Row>(executor, KNOWN_FACTS, [accountId]);
  if (!row) throw new Error('The account of a round must exist: the case holds a reference to it.');
  const orders = row.orders ?? [];
  return {
    name: { firstName: row.first_name, lastName: row.last_name },
    addresses: [...(row.addresses ?? []), ...orders.map(({ ship }) => ship)],
    orders: orders.map(({ ship: _ship, ...order }) => order),
    usernames: row.usernames ?? [],
    phones: row.phones ?? [],
  };
}
