import type { CopyTarget } from '../../platform/database/copy-rows.ts';

/** What a batch of customers writes of their details: new accounts' by COPY, changes as one JSON value per statement. */

export const CREDITS: CopyTarget = { table: 'store_credit', columns: ['account_id', 'currency', 'amount'] };
export const CONSENTS: CopyTarget = { table: 'consent', columns: ['account_id', 'topic', 'granted', 'at'] };
export const HOLDS: CopyTarget = { table: 'account_hold', columns: ['id', 'account_id', 'kind', 'since'] };
export const FACTORS: CopyTarget = { table: 'second_factor', columns: ['account_id', 'kind', 'since'] };

/** What a file has no column for comes without a say, and stays. */
export const SET_PERSON = `update account a set
    birth_date = case when x.says_birth_date then x.birth_date else a.birth_date end,
    contact_preference = case when x.says_preference then x.preference else a.contact_preference end, updated_at = $2
  from json_to_recordset($1::json) as x
    (id uuid, says_birth_date boolean, birth_date date, says_preference boolean, preference text)
  where a.id = x.id`;

export const SET_POINTS = `update account a set loyalty_points = x.points, updated_at = $2
  from json_to_recordset($1::json) as x (id uuid, points bigint)
  where a.id = x.id and a.loyalty_points <> x.points returning a.id`;

/** What of an account's credit its row does not name is gone. */
export const DROP_CREDITS = `delete from store_credit c using json_to_recordset($1::json) as x (id uuid, currency text)
  where c.account_id = x.id and c.currency is distinct from x.currency returning c.account_id as id`;
export const PUT_CREDITS = `insert into store_credit (account_id, currency, amount)
  select id, currency, amount from json_to_recordset($1::json) as x (id uuid, currency text, amount numeric)
  on conflict (account_id, currency) do update set amount = excluded.amount
    where store_credit.amount <> excluded.amount returning account_id as id`;

/** The instant of a consent stays while the answer does. */
export const PUT_CONSENTS = `insert into consent (account_id, topic, granted, at)
  select id, topic, granted, $2 from json_to_recordset($1::json) as x (id uuid, topic text, granted boolean)
  on conflict (account_id, topic) do update set granted = excluded.granted, at = excluded.at
    where consent.granted <> excluded.granted`;

export const OPEN_HOLDS = `insert into account_hold (id, account_id, kind, since)
  select hold_id, id, kind, $2 from json_to_recordset($1::json) as x (hold_id uuid, id uuid, kind text)
  on conflict (account_id, kind, external_id) where ended_at is null do nothing returning account_id as id`;
/** A hold with a number of its own is not the yes or no of a customer's row. */
export const END_HOLDS = `update account_hold h set ended_at = $2
  from json_to_recordset($1::json) as x (id uuid, kind text)
  where h.account_id = x.id and h.kind = x.kind and h.external_id = '' and h.ended_at is null
  returning h.account_id as id`;

/** A tombstone's are kept apart by its id from what the survivor's own row says. */
export const OPEN_SURVIVOR_HOLDS = `insert into account_hold (id, account_id, kind, external_id, since)
  select hold_id, "accountId", kind, "tombstoneId", $2
    from json_to_recordset($1::json) as x (hold_id uuid, "accountId" uuid, "tombstoneId" text, kind text)
  on conflict (account_id, kind, external_id) where ended_at is null do nothing returning account_id as id`;
export const END_SURVIVOR_HOLDS = `update account_hold h set ended_at = $2
  from json_to_recordset($1::json) as x ("accountId" uuid, "tombstoneId" text, kind text)
  where h.account_id = x."accountId" and h.kind = x.kind and h.external_id = x."tombstoneId" and h.ended_at is null
  returning h.account_id as id`;

export const PUT_FACTORS = `insert into second_factor (account_id, kind, since)
  select id, 'authenticator', $2 from json_to_recordset($1::json) as x (id uuid)
  on conflict do nothing returning account_id as id`;
export const DROP_FACTORS = `delete from second_factor f using json_to_recordset($1::json) as x (id uuid)
  where f.account_id = x.id and f.kind = 'authenticator' returning f.account_id as id`;
