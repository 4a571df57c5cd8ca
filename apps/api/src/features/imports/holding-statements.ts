import type { HoldingKind } from './load-holdings.ts';

/** The columns of a gift card and of a subscription that their files fill, with their types. */
export const HOLDING_COLUMNS = {
  gift_card: { last_characters: 'text', currency: 'text', balance: 'numeric', expires_on: 'date' },
  subscription: { product: 'text', state: 'text', next_charge_on: 'date' },
} as const;

const columnsOf = (table: HoldingKind['table']) => Object.entries(HOLDING_COLUMNS[table]);

/** What there is of these ids, its values as text in the order of the columns. One look-up per id, as for accounts. */
export const findHoldings = (
  table: HoldingKind['table'],
) => `select h.* from unnest($2::text[]) as wanted (id)
  cross join lateral (
    select id, external_id as "externalId", account_id as "accountId",
        array[${columnsOf(table)
          .map(([column]) => `${column}::text`)
          .join(', ')}] as values
      from ${table} where realm = $1 and external_id = wanted.id limit 1) h`;

export const updateHoldings = (
  table: HoldingKind['table'],
) => `update ${table} h set account_id = x.account_id,
    ${columnsOf(table)
      .map(([column]) => `${column} = x.${column}`)
      .join(', ')}
  from json_to_recordset($1::json) as x (id uuid, account_id uuid, ${columnsOf(table)
    .map(([column, type]) => `${column} ${type}`)
    .join(', ')})
  where h.id = x.id`;
