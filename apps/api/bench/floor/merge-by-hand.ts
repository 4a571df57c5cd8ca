import { createHash, randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { PairToMerge } from '../data/fill-merges.ts';

const LOCK = 'select id from account where id = any($1::uuid[]) order by id for no key update';
const IMAGE = `insert into merge_image (merge_id, account_id, moment, body_sealed)
  select $1, a.id, $3, convert_to(jsonb_build_object('account', to_jsonb(a),
      'identifiers', (select jsonb_agg(i) from identifier i where i.account_id = a.id),
      'addresses', (select jsonb_agg(d) from address d where d.account_id = a.id),
      'credits', (select jsonb_agg(c) from store_credit c where c.account_id = a.id),
      'consents', (select jsonb_agg(c) from consent c where c.account_id = a.id),
      'giftCards', (select jsonb_agg(g) from gift_card g where g.account_id = a.id),
      'subscriptions', (select jsonb_agg(s) from subscription s where s.account_id = a.id),
      'caseAccounts', (select jsonb_agg(k) from case_account k where k.account_id = a.id))::text, 'UTF8')
    from account a where a.id = any($2::uuid[])`;

/** Gives a table's rows to the survivor and writes their ids into the ledger. */
const moving = (what: string, update: string): string =>
  `with moved as (${update}) insert into merge_ledger
   select $1, '${what}', coalesce(array_agg(id::text), '{}') from moved`;
const move = (what: string, table: string): string =>
  moving(what, `update ${table} set account_id = $2 where account_id = $3 returning id`);

/** With `$1` the merge, `$2` the survivor, `$3` the other. */
const MOVES: readonly string[] = [
  moving(
    'identifiers',
    `update identifier set account_id = $2, linked_since = now(), is_primary = true, updated_at = now()
      where account_id = $3 returning id`,
  ),
  moving(
    'addresses',
    `update address set account_id = $2, is_default = false where account_id = $3 returning id`,
  ),
  move('giftCards', 'gift_card'),
  move('subscriptions', 'subscription'),
  moving('consents', `update consent set account_id = $2 where account_id = $3 returning topic as id`),
  `with gone as (delete from store_credit where account_id = $3 returning currency, amount),
        added as (insert into store_credit as s select $2, currency, amount from gone
                  on conflict (account_id, currency) do update set amount = s.amount + excluded.amount)
   insert into merge_ledger select $1, 'credits', coalesce(array_agg(currency), '{}') from gone`,
  move('orders', 'shop_order'),
  moving('cases', 'update case_account set account_id = $2 where account_id = $3 returning case_id as id'),
  moving(
    'evidenceRounds',
    'update evidence_round set account_id = $2, sealed_for = $3 where account_id = $3 returning id',
  ),
  move('challenges', 'challenge'),
  move('messages', 'message'),
];
/** With `$1` the survivor, `$2` the other. */
const ENDS: readonly string[] = [
  'update customer_session set ended_at = now() where account_id in ($1, $2) and ended_at is null',
  `update challenge set superseded_at = now()
    where account_id in ($1, $2) and used_at is null and superseded_at is null`,
  'delete from credential where account_id = $2 and $1::uuid is not null',
  'delete from second_factor where account_id = $2 and $1::uuid is not null',
  'delete from identifier_claim where account_id = $2 and $1::uuid is not null',
];
const ACCOUNTS: readonly string[] = [
  `update identifier set is_primary = true where account_id = $1 and $2::uuid is not null`,
  `update account s set loyalty_points = s.loyalty_points + o.loyalty_points, order_count = s.order_count + o.order_count,
          first_order_at = o.first_order_at, last_order_at = o.last_order_at, note = s.note || o.note,
          security_version = s.security_version + 1, updated_at = now()
     from account o where s.id = $1 and o.id = $2`,
  `update account set status = 'merged', merged_into = $1, order_count = 0, first_order_at = null, last_order_at = null,
          loyalty_points = 0, security_version = security_version + 1, updated_at = now() where id = $2`,
  `update account set merged_into = $1 where merged_into = $2`,
  `delete from duplicate where account_a in ($1, $2) and account_b in ($1, $2)`,
];
const MESSAGE = `insert into message (id, channel, template, language, realm, account_id, identifier_id, destination, params,
    state, created_at)
  select gen_random_uuid(), case i.kind when 'phone' then 'sms' else 'email' end, 'accounts-merged', 'en', 'main', $1, i.id,
         i.normalised, '{"maskedLogins": "a•••@m•••.example, +91 ••••• ••129"}', 'waiting', now()
    from identifier i where i.account_id = $1
  returning id`;
const JOB = `select from graphile_worker.add_job($1, payload := $2::json, max_attempts := 12)`;
const AUDIT = `insert into audit_event (id, at, actor_kind, action, outcome, account_id, canonical, hash)
  values ($1, now(), 'system', 'merge.done', 'done', $2, $3, $4)`;
const DONE = `update merge set state = 'done', executed_at = now(), undo_until = now() + interval '30 days',
  counts = '{"orders": 1}' where id = $1`;

/** The floor of a merge: the same rows, written by SQL that knows these two accounts, in one transaction. */
export async function mergeByHand(
  client: PoolClient,
  mergeId: string,
  { survivorId, otherId }: PairToMerge,
): Promise<void> {
  const both = [survivorId, otherId];
  await client.query('begin');
  await client.query(`set local statement_timeout = 0`);
  await client.query(LOCK, [both]);
  await client.query(IMAGE, [mergeId, both, 'before']);
  for (const statement of ENDS) await client.query(statement, both);
  for (const statement of MOVES) await client.query(statement, [mergeId, ...both]);
  for (const statement of ACCOUNTS) await client.query(statement, both);
  await client.query(IMAGE, [mergeId, [survivorId], 'after']);
  const told = await client.query<{ id: string }>(MESSAGE, [survivorId]);
  for (const { id } of told.rows)
    await client.query(JOB, ['send_message', JSON.stringify({ messageId: id })]);
  const canonical = Buffer.from(JSON.stringify({ action: 'merge.done', mergeId, both, v: 1 }));
  const hash = createHash('sha256').update(canonical).digest();
  await client.query(AUDIT, [randomUUID(), survivorId, canonical, hash]);
  await client.query(JOB, ['follow_orders', JSON.stringify({ accountIds: [otherId] })]);
  await client.query(DONE, [mergeId]);
  await client.query('commit');
}
