import type { CopyTarget } from '../../platform/database/copy-rows.ts';

/** What a batch of customers writes: new rows by COPY, changes by one statement per table with its rows as one JSON value. */

export const ACCOUNTS: CopyTarget = {
  table: 'account',
  columns: [
    ...[
      'id',
      'realm',
      'external_id',
      'first_name',
      'last_name',
      'search_name',
      'language',
      'country',
      'note',
      'tags',
    ],
    ...['birth_date', 'contact_preference', 'loyalty_points', 'has_balance'],
    ...['import_fingerprint', 'began_at', 'created_at', 'updated_at'],
  ],
};
export const ADDRESSES: CopyTarget = {
  table: 'address',
  columns: [
    ...[
      'account_id',
      'is_default',
      'name',
      'company',
      'line1',
      'line2',
      'city',
      'province',
      'postcode',
      'country',
    ],
    'phone',
  ],
};
export const IDENTIFIERS: CopyTarget = {
  table: 'identifier',
  columns: [
    ...['id', 'account_id', 'realm', 'kind', 'use', 'state', 'value', 'normalised', 'alias', 'reachable'],
    ...['linked_since', 'origin', 'created_at', 'updated_at'],
  ],
};

/** What a file has no column for comes as null, and stays. */
export const UPDATE_ACCOUNTS = `update account a set external_id = coalesce(a.external_id, x.external_id),
    first_name = coalesce(x.first_name, a.first_name), last_name = coalesce(x.last_name, a.last_name),
    search_name = coalesce(x.search_name, a.search_name), language = coalesce(x.language, a.language),
    country = case when x.says_country then x.country else a.country end, note = coalesce(x.note, a.note),
    tags = coalesce(x.tags, a.tags), import_fingerprint = x.fingerprint, updated_at = $2
    from json_to_recordset($1::json) as x (id uuid, external_id text, first_name text, last_name text, search_name text,
      language text, country text, says_country boolean, note text, tags text[], fingerprint bytea)
    where a.id = x.id`;

export const DROP_ADDRESSES = `delete from address d using json_to_recordset($1::json) as x (id uuid)
    where d.account_id = x.id and d.is_default`;

export const PUT_ADDRESSES = `insert into address (account_id, is_default, name, company, line1, line2, city, province,
    postcode, country, phone)
  select account_id, true, name, company, line1, line2, city, province, postcode, country, phone
    from json_to_recordset($1::json) as x (account_id uuid, name text, company text, line1 text, line2 text,
      city text, province text, postcode text, country text, phone text)
  on conflict (account_id) where is_default do update set name = excluded.name, company = excluded.company,
    line1 = excluded.line1, line2 = excluded.line2, city = excluded.city, province = excluded.province,
    postcode = excluded.postcode, country = excluded.country, phone = excluded.phone`;

/** A survivor's default address may be the other's: its row's is put beside it, once. */
export const ADD_ADDRESSES = `insert into address (account_id, is_default, name, company, line1, line2, city, province,
    postcode, country, phone)
  select x.account_id, not exists (select from address d where d.account_id = x.account_id and d.is_default), x.name,
      x.company, x.line1, x.line2, x.city, x.province, x.postcode, x.country, x.phone
    from json_to_recordset($1::json) as x (account_id uuid, name text, company text, line1 text, line2 text,
      city text, province text, postcode text, country text, phone text)
   where not exists (select from address d where d.account_id = x.account_id
     and (d.line1, d.line2, d.city, d.postcode, d.country) = (x.line1, x.line2, x.city, x.postcode, x.country))`;

export const RELEASE_IDENTIFIERS = `update identifier i set state = 'released', released_at = $2, release_reason = x.reason,
    taken_by_account_id = x."takenByAccountId", updated_at = $2
    from json_to_recordset($1::json) as x ("identifierId" uuid, reason text, "takenByAccountId" uuid)
    where i.id = x."identifierId" and i.state <> 'released'`;

export const RESPELL_IDENTIFIERS = `update identifier i set value = x.value, updated_at = $2
    from json_to_recordset($1::json) as x ("identifierId" uuid, value text)
    where i.id = x."identifierId"`;

export const RAISE_SECURITY_VERSIONS = `update account a set security_version = a.security_version + 1, updated_at = $2
    from json_to_recordset($1::json) as x (id uuid) where a.id = x.id`;
