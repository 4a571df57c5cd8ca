import { DEFAULT_REALM } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runSql } from '../platform/database/named-statement.ts';
import type { Belongings } from './twins.ts';

/** An account of the demo shop, by the shop's own id, and what it has. */
export type Owner = { readonly externalId: string; readonly has: Belongings };

const DESCRIBE = `update account a set birth_date = x."birthDate", contact_preference = x."contactPreference",
    note = coalesce(x.note, a.note), loyalty_points = coalesce(x.points, 0),
    has_balance = x."hasBalance", has_subscription = x."hasSubscription"
  from json_to_recordset($1::json) as x ("externalId" text, "birthDate" date, "contactPreference" text, note text,
    points bigint, "hasBalance" boolean, "hasSubscription" boolean)
  where a.realm = $2 and a.external_id = x."externalId"`;

const CREDIT = `insert into store_credit (account_id, currency, amount)
  select a.id, x.currency, x.amount
    from json_to_recordset($1::json) as x ("externalId" text, currency text, amount numeric)
    join account a on a.realm = $2 and a.external_id = x."externalId"`;

const GIFT_CARDS = `insert into gift_card (id, realm, external_id, account_id, last_characters, currency, balance)
  select x.id, $2, x.number, a.id, right(x.number, 4), x.currency, x.amount
    from json_to_recordset($1::json) as x (id uuid, "externalId" text, number text, currency text, amount numeric)
    join account a on a.realm = $2 and a.external_id = x."externalId"`;

const SUBSCRIPTIONS = `insert into subscription (id, realm, external_id, account_id, product, state)
  select x.id, $2, x.number, a.id, x.product, x.state
    from json_to_recordset($1::json) as x (id uuid, "externalId" text, number text, product text, state text)
    join account a on a.realm = $2 and a.external_id = x."externalId"`;

const CONSENTS = `insert into consent (account_id, topic, granted, at)
  select a.id, x.topic, x.granted, $3::timestamptz
    from json_to_recordset($1::json) as x ("externalId" text, topic text, granted boolean)
    join account a on a.realm = $2 and a.external_id = x."externalId"`;

const HOLDS = `insert into account_hold (id, account_id, kind, since)
  select x.id, a.id, x.kind, $3::timestamptz
    from json_to_recordset($1::json) as x (id uuid, "externalId" text, kind text)
    join account a on a.realm = $2 and a.external_id = x."externalId"`;

/** Gives accounts of the demo shop what its export has no column for. */
export async function giveBelongings(em: EntityManager, now: Date, owners: readonly Owner[]): Promise<void> {
  const each = <T>(of: (has: Belongings) => readonly T[] | undefined) =>
    owners.flatMap(({ externalId, has }) =>
      (of(has) ?? []).map((thing, index) => ({
        ...thing,
        id: uuidv7(),
        externalId,
        number: `${externalId}-${String(index + 1)}`,
      })),
    );
  const give = (statement: string, rows: readonly object[], ...more: Date[]) =>
    runSql(em, statement, [JSON.stringify(rows), DEFAULT_REALM, ...more]);
  await give(
    DESCRIBE,
    owners.map(({ externalId, has }) => ({
      ...has,
      externalId,
      hasBalance: (has.points ?? 0) > 0 || [...(has.credits ?? []), ...(has.giftCards ?? [])].length > 0,
      hasSubscription: (has.subscriptions ?? []).length > 0,
    })),
  );
  await give(
    CREDIT,
    each(({ credits }) => credits),
  );
  await give(
    GIFT_CARDS,
    each(({ giftCards }) => giftCards),
  );
  await give(
    SUBSCRIPTIONS,
    each(({ subscriptions }) => subscriptions),
  );
  await give(
    CONSENTS,
    each(({ consents = {} }) => Object.entries(consents).map(([topic, granted]) => ({ topic, granted }))),
    now,
  );
  await give(
    HOLDS,
    each(({ hold }) => (hold === undefined ? [] : [{ kind: hold }])),
    now,
  );
}
