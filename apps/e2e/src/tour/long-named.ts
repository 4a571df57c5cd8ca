import type { Desk } from '../harness/desk.ts';

/** A customer of the demo shop with one of its longest names, and the empty account the shop made. */
export type LongNamed = {
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string;
  readonly phoneId: string;
  readonly orderNumber: string;
  readonly oldId: string;
  readonly duplicateId: string;
  /** The login of the empty account. */
  readonly email: string;
};

/** Their last orders, by where they live. */
const LAST_ORDERS = {
  german: '#9101-DE-HERBSTKATALOG-2026',
  indonesian: '#9102',
  gujarati: '#9103',
  swedish: '#9104',
  chinese: '#9105',
  arabic: '#9106',
  tamil: '#9107',
} as const;

export type Who = keyof typeof LAST_ORDERS;

/** Finds the demo shop's people with the longest names. */
export async function longNamed(desk: Desk): Promise<Readonly<Record<Who, LongNamed>>> {
  const rows = await desk.sql<LongNamed>(
    `select a.first_name as "firstName", a.last_name as "lastName", p.normalised as phone, p.id as "phoneId",
            o.number as "orderNumber", a.id as "oldId", f.id as "duplicateId", e.value as email
       from shop_order o join account a on a.id = o.account_id
       join identifier p on p.account_id = a.id and p.kind = 'phone' and p.use = 'login'
       join account f on f.external_id = (a.external_id::bigint + 1)::text and f.realm = a.realm
       join identifier e on e.account_id = f.id and e.kind = 'email' and e.use = 'login'
      where o.number = any($1)`,
    [Object.values(LAST_ORDERS)],
  );
  const found = Object.entries(LAST_ORDERS).map(([who, number]) => {
    const row = rows.find(({ orderNumber }) => orderNumber === number);
    if (!row) throw new Error(`The demo shop has no order ${number}.`);
    return [who, row] as const;
  });
  return Object.fromEntries(found) as Record<Who, LongNamed>;
}

/** What a customer and her orders are called: names may be in any language. */
export async function namesOf(desk: Desk, { oldId, firstName, lastName }: LongNamed): Promise<string[]> {
  const items = await desk.sql<{ name: string }>(
    'select i.name from order_item i join shop_order o on o.id = i.order_id where o.account_id = $1',
    [oldId],
  );
  return [firstName, lastName, ...items.map(({ name }) => name)];
}
