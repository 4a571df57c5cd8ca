import { searchName } from '@relink/domain';
import { ledgerIds } from './merge-statement.ts';
import { counted, imageRows, type UndoStatement, type UndoValues } from './undo-statement.ts';

function sides({ plan: { writes } }: UndoValues) {
  return [writes.survivor, writes.other];
}

/** Counts the orders of two accounts anew. */
export const COUNT_ORDERS = {
  name: 'undo_count_orders',
  text: counted(`update account a set order_count = o.orders, first_order_at = o.first, last_order_at = o.last
      from (select wanted.id, count(s.id)::int as orders, min(s.placed_at) as first, max(s.placed_at) as last
              from unnest(array[$1, $2]::uuid[]) as wanted (id) left join shop_order s on s.account_id = wanted.id
             group by wanted.id) o
     where a.id = o.id returning 1`),
};

/** What both accounts say of themselves; last, when everything is where it belongs. */
export const UNDO_ACCOUNTS: readonly UndoStatement[] = [
  {
    name: 'former-consents',
    text: counted(`delete from consent c where account_id in ($1, $2) and not exists (
        select from json_to_recordset($3::json) as w (account_id uuid, topic text)
         where w.account_id = c.account_id and w.topic = c.topic) returning 1`),
    values: (undo) => [undo.survivorId, undo.otherId, consentRows(undo)],
  },
  {
    name: 'consents',
    // Rules know instants to the millisecond: where the image, or the row, says the same it stays as exact as it is.
    text: counted(`insert into consent as c (account_id, topic, granted, at)
      select w.account_id, w.topic, w.granted, coalesce(
               (select x.at from (select * from consent where account_id in ($1, $2)
                                  union all select * from ${imageRows('consents', 'consent', '$3')}
                                  union all select * from ${imageRows('consents', 'consent', '$4')}) x
                 where x.topic = w.topic and x.granted = w.granted and date_trunc('milliseconds', x.at) = w.at
                 order by x.account_id = w.account_id desc limit 1), w.at)
        from json_to_recordset($5::json) as w (account_id uuid, topic text, granted boolean, at timestamptz)
      on conflict (account_id, topic) do update set granted = excluded.granted, at = excluded.at returning 1`),
    values: (undo) => [
      undo.survivorId,
      undo.otherId,
      undo.images.survivor,
      undo.images.other,
      consentRows(undo),
    ],
  },
  {
    // A currency that was there with nothing in it before the merge is there again.
    name: 'former-credits',
    text: counted(`delete from store_credit c where account_id in ($1, $2) and not exists (
        select from json_to_recordset($3::json) as w (account_id uuid, currency text)
         where w.account_id = c.account_id and w.currency = c.currency) returning 1`),
    values: (undo) => [undo.survivorId, undo.otherId, creditRows(undo)],
  },
  {
    name: 'credits',
    text: counted(`insert into store_credit as c (account_id, currency, amount)
      select account_id, currency, sum(amount) from (
        select account_id, currency, amount
          from json_to_recordset($3::json) as w (account_id uuid, currency text, amount numeric)
        union all select account_id, currency, 0 from ${imageRows('credits', 'store_credit', '$1')}
        union all select account_id, currency, 0 from ${imageRows('credits', 'store_credit', '$2')}) x
       group by account_id, currency
      on conflict (account_id, currency) do update set amount = excluded.amount returning 1`),
    values: (undo) => [undo.images.survivor, undo.images.other, creditRows(undo)],
  },
  {
    name: 'survivor',
    text: counted(`update account a set first_name = $3, last_name = $4, language = $6, birth_date = $7::date,
        search_name = case when (b.first_name, b.last_name) = ($3, $4) then b.search_name else $5 end,
        contact_preference = $8, note = $9, tags = $10, loyalty_points = $11, has_balance = $12, has_subscription = $13,
        began_at = b.began_at, security_version = a.security_version + 1, updated_at = $14
      from jsonb_populate_record(null::account, $2::jsonb -> 'account') b where a.id = $1 returning 1`),
    values: ({ survivorId, images, now, plan: { writes } }) => [
      survivorId,
      images.survivor,
      writes.survivor.firstName,
      writes.survivor.lastName,
      searchName(writes.survivor.firstName, writes.survivor.lastName),
      writes.survivor.language,
      writes.survivor.birthDate,
      writes.survivor.contactPreference,
      writes.survivor.note,
      writes.survivor.tags,
      writes.survivor.points,
      writes.survivor.hasBalance,
      writes.survivor.hasSubscription,
      now,
    ],
  },
  {
    // Without a password and without second factors: those were deleted, and are nowhere.
    name: 'other',
    text: counted(`update account a set status = b.status, merged_into = null, external_id = b.external_id,
        first_name = b.first_name, last_name = b.last_name, search_name = b.search_name, language = b.language,
        country = b.country, began_at = b.began_at, note = b.note, tags = b.tags, birth_date = b.birth_date,
        contact_preference = b.contact_preference, import_fingerprint = b.import_fingerprint,
        loyalty_points = $3, has_balance = $4, has_subscription = $5,
        security_version = a.security_version + 1, updated_at = $6
      from jsonb_populate_record(null::account, $2::jsonb -> 'account') b where a.id = $1 returning 1`),
    values: ({ otherId, images, now, plan: { writes } }) => [
      otherId,
      images.other,
      writes.other.points,
      writes.other.hasBalance,
      writes.other.hasSubscription,
      now,
    ],
  },
  {
    name: 'order-counts',
    text: COUNT_ORDERS.text,
    values: ({ survivorId, otherId }) => [survivorId, otherId],
  },
  {
    // Those that led to the other account before.
    name: 'tombstones',
    text: counted(`update account set merged_into = $3, updated_at = $4
      where merged_into = $2 and id = any(${ledgerIds('tombstones')}::uuid[]) returning 1`),
    values: ({ mergeId, survivorId, otherId, now }) => [mergeId, survivorId, otherId, now],
  },
  {
    // Nobody knows which of the two it was about: they came since the merge, which none is done with. Only a decision about
    // the survivor ends an objection's; of the other one it is a suspicion, which ends by itself or by a supervisor.
    name: 'locks',
    text: counted(`insert into verification_lock (id, account_id, at, until, reason, kind, case_id, shown_hours)
      select gen_random_uuid(), $2, at, case kind when 'opposed' then $4 else until end, reason,
             case kind when 'opposed' then 'suspected-fraud' else kind end, case_id,
             case kind when 'opposed' then $5 else shown_hours end
        from verification_lock where account_id = $1 and lifted_at is null and until > $3 returning 1`),
    values: ({ survivorId, otherId, now, lock }) => [survivorId, otherId, now, lock.until, lock.shownHours],
  },
  {
    name: 'holds',
    text: counted(`insert into account_hold (id, account_id, kind, external_id, since)
      select gen_random_uuid(), $2, kind, external_id, since from account_hold where account_id = $1 and ended_at is null
          on conflict do nothing returning 1`),
    values: ({ survivorId, otherId }) => [survivorId, otherId],
  },
];

function consentRows(undo: UndoValues): string {
  return JSON.stringify(
    sides(undo).flatMap(({ id, consents }) => consents.map((consent) => ({ account_id: id, ...consent }))),
  );
}

function creditRows(undo: UndoValues): string {
  return JSON.stringify(
    sides(undo).flatMap(({ id, credits }) => credits.map((credit) => ({ account_id: id, ...credit }))),
  );
}
