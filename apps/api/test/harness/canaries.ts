import { randomUUID } from 'node:crypto';
import type { TestDesk } from './test-desk.ts';

/** In every canary, and in nothing else; letters, because a name is kept without digits' meaning. */
export const STEM = 'qzxcanary';
/** What is unique of the canary's phone numbers, however they are written. */
export const PHONES = ['705559117', '705559118', '705559119'] as const;

/** Where a canary was found, as `table.column`. */
export async function whereFound(desk: TestDesk, values: readonly string[]): Promise<string[]> {
  const columns = await desk.sql<{ schema: string; table: string; column: string; type: string }>(
    `select n.nspname as schema, c.relname as "table", a.attname as "column", t.typname as type
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       join pg_type t on t.oid = a.atttypid
      where a.attnum > 0 and not a.attisdropped and c.relkind = 'r' and n.nspname in ('public', 'graphile_worker')
      order by 1, 2, a.attnum`,
  );
  const found: string[] = [];
  for (const { schema, table, column, type } of columns) {
    // Bytes as the text they may be: escaped, so that any byte is a character.
    const text = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`;
    const [row] = await desk.sql<{ some: boolean }>(
      `select exists (select from ${schema}."${table}" x where "${column}" is not null and exists (
         select from unnest($1::text[]) v (v) where position(v in lower(${text})) > 0
            or (v ~ '^[0-9]+$' and position(v in regexp_replace(${text}, '[^0-9]', '', 'g')) > 0 and length(${text}) < 500))) as some`,
      [values.map((value) => value.toLowerCase())],
    );
    if (row?.some) found.push(`${table}.${column}`);
  }
  return found;
}

/** Puts a canary into every personal column that no import, page or agent of the test fills by itself. */
export async function stageCanaries(
  desk: TestDesk,
  { accountId, caseId, agentId }: { accountId: string; caseId: string; agentId: string },
): Promise<void> {
  const id = randomUUID;
  const [kept] = await desk.sql<{ id: string }>('select id from identifier where account_id = $1 limit 1', [
    accountId,
  ]);
  const tombstone = id();
  await desk.sql(
    `insert into account (id, realm, external_id, status, merged_into, first_name, last_name, search_name, note, birth_date, tags)
     values ($1, 'main', 'ext-${STEM}', 'merged', $2, 'Q${STEM}t', 'Tomb', 'q${STEM}t tomb', 'note ${STEM}', '1931-02-17', '{tag-${STEM}}')`,
    [tombstone, accountId],
  );
  await desk.sql(
    `update account set birth_date = '1931-02-17', note = 'rings ${STEM}', tags = '{vip-${STEM}}' where id = $1`,
    [accountId],
  );
  await desk.sql(
    `insert into identifier (id, account_id, realm, kind, use, state, value, normalised, alias, origin)
     values ($1, $2, 'main', 'email', 'recovery', 'verified', '${STEM}.rec@mail.example', '${STEM}.rec@mail.example', '${STEM}rec@mail.example', 'import')`,
    [id(), tombstone],
  );
  await desk.sql(
    `insert into address (account_id, name, company, line1, line2, city, province, postcode, country, phone)
     values ($1, '${STEM}', '${STEM} AB', '${STEM} street 1', '${STEM}', '${STEM}', '${STEM}', '${STEM}', 'SE', '${PHONES[1]}')`,
    [tombstone],
  );
  // A guest's order with the customer's e-mail.
  const [order] = await desk.sql<{ id: string }>(
    `insert into shop_order (realm, external_id, number, number_normalised, email, placed_at, ship_name, ship_line1, customer_external_id)
     values ('main', 'guest-1', '#G1', 'G1', '${STEM}.rec@mail.example', now(), '${STEM}', '${STEM} street 1', 'c-${STEM}') returning id`,
  );
  await desk.sql(
    `insert into order_item (order_id, position, name) values ($1, 1, 'Mug with ${STEM} on it')`,
    [order?.id],
  );
  await desk.sql(
    `insert into gift_card (id, realm, external_id, account_id, last_characters, currency, balance)
     values ($1, 'main', 'gc-${STEM}', $2, 'qzxc', 'SEK', 10)`,
    [id(), accountId],
  );
  await desk.sql(
    `insert into subscription (id, realm, external_id, account_id, product, state)
     values ($1, 'main', 'sub-${STEM}', $2, 'Box for ${STEM}', 'active')`,
    [id(), accountId],
  );
  await desk.sql(
    `insert into account_hold (id, account_id, kind, external_id, since) values ($1, $2, 'dispute', 'd-${STEM}', now())`,
    [id(), accountId],
  );
  await desk.sql(
    `insert into customer_session (token_hash, account_id, created_at, last_seen_at, expires_at, user_agent)
     values (sha256('x'), $1, now(), now(), now() + interval '1 day', 'Browser of ${STEM}')`,
    [accountId],
  );
  await desk.sql(
    `insert into credential (account_id, password_hash, updated_at) values ($1, 'hash-${STEM}', now()) on conflict do nothing`,
    [accountId],
  );
  await desk.sql(
    `insert into call_back (case_id, phone, normalised, language, requested_at) values ($1, '070-5559117', '+46${PHONES[0]}', 'sv', now())`,
    [caseId],
  );
  await desk.sql(
    `insert into verification_lock (id, account_id, at, until, reason, lifted_at, lifted_by, lift_reason)
     values ($1, $2, now() - interval '2 days', now() - interval '1 day', 'failed-rounds', now(), $3, '${STEM} called')`,
    [id(), accountId, agentId],
  );
  await desk.sql(
    `insert into notice (id, kind, account_id, at, settled_at, settled_by, settle_reason)
     values ($1, 'suspected-fraud', $2, now(), now(), $3, '${STEM} was here')`,
    [id(), accountId, agentId],
  );
  await desk.sql(
    `insert into objection (id, account_id, about, destination, at, outcome) values ($1, $2, $3, '${STEM}.rec@mail.example', now(), 'noted')`,
    [id(), accountId, id()],
  );
  await desk.sql(
    `insert into message (id, channel, template, language, realm, account_id, identifier_id, destination, params, state, last_error, provider_id, created_at)
     values ($1, 'email', 'code', 'en', 'main', $2, $3, '${STEM}.rec@mail.example', '{"name": "${STEM}"}', 'failed', '550', 'p-${STEM}', now())`,
    [id(), accountId, kept?.id],
  );
  await desk.sql(
    `insert into import_row_issue (import_id, severity, file, line, column_name, code, reason, row_text)
     select id, 'warned', 'f.csv', 2, 'Phone', 'phone-impossible', 'x', '7,Ann,070-555 91 17,' from import_run limit 1`,
  );
  await desk.sql(
    `insert into match_term (realm, term, count) values ('main', 'f:${STEM}only', 0) on conflict do nothing`,
  );
  await desk.sql(
    `insert into idempotent_request (principal, route, key, payload_hash, status, result, at)
     values ('customer:' || $1, 'POST /x', 'k', 'x', 200, '{"shown": "${STEM}"}', now())`,
    [accountId],
  );
  await desk.sql(
    `select graphile_worker.add_job('send_forgotten_reset', json_build_object('email', '${STEM}.rec@mail.example'), run_at := now() + interval '1 day')`,
  );
}
