/** What a batch of customers writes: one statement per table, its rows as one JSON value. */

/** An account that a later import brings began before that import at the latest. */
export const INSERT_ACCOUNTS = `insert into account (id, realm, external_id, first_name, last_name, search_name, language, country,
    note, tags, import_fingerprint, began_at, created_at, updated_at)
  select id, $2, external_id, first_name, last_name, search_name, language, country, note, tags,
    fingerprint, $4::timestamptz, $3, $3
    from json_to_recordset($1::json) as x (id uuid, external_id text, first_name text, last_name text,
      search_name text, language text, country text, note text, tags text[], fingerprint bytea)`;

export const UPDATE_ACCOUNTS = `update account a set first_name = x.first_name, last_name = x.last_name,
    search_name = x.search_name, language = x.language, country = x.country, note = x.note, tags = x.tags,
    import_fingerprint = x.fingerprint, updated_at = $2
    from json_to_recordset($1::json) as x (id uuid, first_name text, last_name text, search_name text,
      language text, country text, note text, tags text[], fingerprint bytea)
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

export const RELEASE_IDENTIFIERS = `update identifier i set state = 'released', released_at = $2, release_reason = x.reason,
    taken_by_account_id = x."takenByAccountId", updated_at = $2
    from json_to_recordset($1::json) as x ("identifierId" uuid, reason text, "takenByAccountId" uuid)
    where i.id = x."identifierId" and i.state <> 'released'`;

export const RESPELL_IDENTIFIERS = `update identifier i set value = x.value, updated_at = $2
    from json_to_recordset($1::json) as x ("identifierId" uuid, value text)
    where i.id = x."identifierId"`;

export const INSERT_IDENTIFIERS = `insert into identifier (id, account_id, realm, kind, use, state, value, normalised,
    alias, reachable, linked_since, origin, created_at, updated_at)
  select id, account_id, $2, kind, use, 'verified', value, normalised, alias, reachable,
    $4::timestamptz, 'import', $3, $3
    from json_to_recordset($1::json) as x (id uuid, account_id uuid, kind text, use text, value text,
      normalised text, alias text, reachable boolean)`;

export const RAISE_SECURITY_VERSIONS = `update account a set security_version = a.security_version + 1, updated_at = $2
    from json_to_recordset($1::json) as x (id uuid) where a.id = x.id`;
