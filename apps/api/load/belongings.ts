import type { Database, Story } from '@relink/testing';
import { v7 as uuidv7 } from 'uuid';

/** Points, and credit and gift cards by currency, in hundredths, of all accounts together. */
export type Belongings = Readonly<Record<string, bigint>>;

/** What the older and the newer account of a story are given. */
const GIVEN = [
  { points: 1250, credit: '12.50', card: '500.00' },
  { points: 40, credit: '7.25', card: '20.00' },
] as const;

const TOTAL = `
  select 'points' as what, coalesce(sum(loyalty_points), 0)::text as amount from account
  union all select 'credit ' || currency, (sum(amount) * 100)::bigint::text from store_credit group by currency
  union all select 'gift cards ' || currency, (sum(balance) * 100)::bigint::text from gift_card group by currency
  union all select 'gift cards', count(*)::text from gift_card
  union all select 'subscriptions', count(*)::text from subscription`;

/** Gives both accounts of a story something that a merge adds up or moves. */
export async function endow(db: Database, { old, duplicate }: Story): Promise<void> {
  for (const [place, { id }] of [old, duplicate].entries()) {
    const { points = 0, credit = '0', card = '0' } = GIVEN[place] ?? {};
    await db.sql(`insert into store_credit values ($1, 'INR', $2)`, [id, credit]);
    await db.sql(
      `insert into gift_card (id, realm, external_id, account_id, currency, balance)
       select $1::uuid, realm, $1::text, id, 'INR', $3 from account where id = $2`,
      [uuidv7(), id, card],
    );
    await db.sql(
      `insert into subscription (id, realm, external_id, account_id, product, state)
       select $1::uuid, realm, $1::text, id, 'Tea', 'active' from account where id = $2`,
      [uuidv7(), id],
    );
    await db.sql(
      'update account set loyalty_points = $2, has_balance = true, has_subscription = true where id = $1',
      [id, points],
    );
  }
}

/** What all accounts have together, and so what no merge and no undoing may change. */
export async function belongingsOfAll(db: Database): Promise<Belongings> {
  const rows = (await db.sql(TOTAL)) as { what: string; amount: string }[];
  return Object.fromEntries(rows.map(({ what, amount }) => [what, BigInt(amount)]));
}

/** What is too much or missing after so many stories were given something; empty where all of it is there. */
export function lostOrGained(before: Belongings, after: Belongings, given: number): readonly string[] {
  const hundredths = (name: 'credit' | 'card') =>
    GIVEN.reduce((sum, { [name]: amount }) => sum + BigInt(amount.replace('.', '')), 0n);
  const each: Belongings = {
    points: BigInt(GIVEN.reduce((sum, { points }) => sum + points, 0)),
    'credit INR': hundredths('credit'),
    'gift cards INR': hundredths('card'),
    'gift cards': 2n,
    subscriptions: 2n,
  };
  return Object.keys({ ...before, ...after, ...each }).flatMap((what) => {
    const must = (before[what] ?? 0n) + (each[what] ?? 0n) * BigInt(given);
    const is = after[what] ?? 0n;
    return is === must ? [] : [`${what}: ${is} of ${must}`];
  });
}
