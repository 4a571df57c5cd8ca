import { accounts, accountsAt, apart, GONE, type EraseStatement } from './erase-statement.ts';
import { valuesOf } from './person.ts';

/** What is emptied of the accounts themselves: identifiers, addresses, orders, what they hold, and ways in. */
export const ERASE_BELONGINGS: readonly EraseStatement[] = [
  {
    // An order of nobody that carries the person's contact is the person's: it stays with them, so that no import fills it again.
    part: 'order-texts',
    text: `update shop_order set account_id = $4 where account_id is null and (email = any($1) or phone = any($2) or ship_phone = any($3))`,
    values: (person) => [
      valuesOf(person, 'email'),
      valuesOf(person, 'phone'),
      valuesOf(person, 'phone'),
      person.accountIds[0],
    ],
  },
  {
    part: 'order-texts',
    text: `update order_item i set name = '' from shop_order o
            where o.id = i.order_id and o.account_id = any($1::uuid[]) and i.name <> ''`,
    values: accounts,
  },
  {
    part: 'order-texts',
    text: `update shop_order set email = '', phone = '', ship_name = '', ship_line1 = '', ship_line2 = '', ship_city = '',
             ship_province = '', ship_postcode = '', ship_phone = '', customer_external_id = null, import_fingerprint = null
            where account_id = any($1::uuid[])`,
    values: accounts,
  },
  { part: 'addresses', text: 'delete from address where account_id = any($1::uuid[])', values: accounts },
  {
    part: 'gift-cards-and-subscriptions',
    text: `update gift_card set external_id = ${apart('id')}, last_characters = '' where account_id = any($1::uuid[])`,
    values: accounts,
  },
  {
    part: 'gift-cards-and-subscriptions',
    text: `update subscription set external_id = ${apart('id')}, product = '', state = 'cancelled', next_charge_on = null
            where account_id = any($1::uuid[])`,
    values: accounts,
  },
  {
    part: 'gift-cards-and-subscriptions',
    text: 'delete from consent where account_id = any($1::uuid[])',
    values: accounts,
  },
  {
    part: 'gift-cards-and-subscriptions',
    text: `update account_hold set external_id = ${apart('id')} where account_id = any($1::uuid[])`,
    values: accounts,
  },
  { part: 'ways-in', text: 'delete from credential where account_id = any($1::uuid[])', values: accounts },
  {
    part: 'ways-in',
    text: 'delete from customer_session where account_id = any($1::uuid[])',
    values: accounts,
  },
  { part: 'ways-in', text: 'delete from second_factor where account_id = any($1::uuid[])', values: accounts },
  {
    part: 'merge-images',
    text: `delete from merge_ledger where merge_id in
             (select id from merge where survivor_id = any($1::uuid[]) or other_id = any($1::uuid[]))`,
    values: accounts,
  },
  {
    part: 'merge-images',
    text: `delete from merge_image where merge_id in
             (select id from merge where survivor_id = any($1::uuid[]) or other_id = any($1::uuid[]))`,
    values: accounts,
  },
  {
    part: 'merge-images',
    text: `update merge_undo set decisions = '{}', reason = '' where merge_id in
             (select id from merge where survivor_id = any($1::uuid[]) or other_id = any($1::uuid[]))`,
    values: accounts,
  },
  {
    part: 'merge-images',
    text: `update merge set choices = '{}', reason = '', sums = '{"points": 0, "credits": []}',
             purged_at = case when executed_at is not null then coalesce(purged_at, $2) else purged_at end
            where survivor_id = any($1::uuid[]) or other_id = any($1::uuid[])`,
    values: accountsAt,
  },
  {
    part: 'documents',
    text: `delete from identity_document_picture where document_id in
             (select id from identity_document where account_id = any($1::uuid[]))`,
    values: accounts,
  },
  {
    part: 'documents',
    text: `update identity_document set code_sealed = null, ended_at = coalesce(ended_at, $2),
             state = case when state in ('asked', 'received', 'proposed') then 'lapsed' else state end,
             deleted_at = case when received_at is null then deleted_at else coalesce(deleted_at, $2) end
            where account_id = any($1::uuid[])`,
    values: accountsAt,
  },
  {
    part: 'identifiers',
    text: 'delete from identifier_claim where account_id = any($1::uuid[])',
    values: accounts,
  },
  {
    part: 'identifiers',
    text: `update identifier_change set state = 'cancelled', decided_at = $2
            where account_id = any($1::uuid[]) and state in ('pending', 'held')`,
    values: accountsAt,
  },
  {
    part: 'identifiers',
    text: `update identifier set value = ${GONE}, normalised = ${apart('id')}, alias = null, state = 'released', is_primary = false,
             released_at = coalesce(released_at, $2), release_reason = coalesce(release_reason, 'erased'), updated_at = $2
            where account_id = any($1::uuid[])`,
    values: accountsAt,
  },
];
