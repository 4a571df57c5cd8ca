import { DEFAULT_REALM, NUMBERS, searchKindOfDetail, type SearchKind } from '@relink/domain';
import { type Executor, type NamedStatement, runNamed } from '../../platform/database/named-statement.ts';
import { ACCOUNT_COLUMNS, type AccountRecord, accountRecord, type AccountRow } from './account-record.ts';
import type { SearchReading } from './read-search.ts';

/** An account that a search found, and by what. */
export type FoundAccount = {
  readonly account: AccountRecord;
  readonly foundBy: readonly SearchKind[];
  /** The tombstones that lead to it, where they were found. */
  readonly leadsFrom: readonly string[];
};

type FoundRow = AccountRow & { kinds: SearchKind[]; leads_from: string[] | null };

/**
 * A tombstone leads to its survivor. The page is cut before anything is gathered about its accounts.
 * `hits` answers account_id, kind and closeness.
 */
function search(name: string, hits: string): NamedStatement {
  return {
    name: `account_search_${name}`,
    text: `with hit as (${hits}),
      page as (
        select coalesce(a.merged_into, a.id) as id, array_agg(distinct h.kind) as kinds,
               array_agg(distinct a.id) filter (where a.merged_into is not null) as leads_from, max(h.closeness) as closeness,
               max(a.order_count) as orders
          from hit h join account a on a.id = h.account_id
         group by 1 order by closeness desc, orders desc, 1 limit ${String(NUMBERS.search.results)})
      select ${ACCOUNT_COLUMNS}, p.kinds, p.leads_from from page p join account a on a.id = p.id
       order by p.closeness desc, p.orders desc, a.id`,
  };
}

const BY_ID = search(
  'id',
  `select id as account_id, 'id' as kind, 1 as closeness from account where id = $1`,
);
export const BY_EMAIL = search(
  'email',
  `select account_id, 'email' as kind, 2 as closeness from identifier
    where realm = $1 and kind = 'email' and normalised = any($2::text[])
   union all
   select account_id, 'email', 1 from identifier where realm = $1 and alias = $3`,
);
export const BY_PHONE = search(
  'phone',
  `select account_id, 'phone' as kind, 1 as closeness from identifier
    where realm = $1 and kind = 'phone' and normalised = any($2::text[])`,
);
export const BY_EXACT = search(
  'exact',
  `select account_id, 'order-number' as kind, 1 as closeness from shop_order
    where realm = $1 and number_normalised = $2 and number_normalised <> '' and account_id is not null
   union all
   select id, 'id', 1 from account where realm = $1 and external_id = $3
   union all
   select account_id, 'username', 1 from identifier where realm = $1 and kind = 'username' and normalised = $4`,
);
// More than are shown: tombstones among them may lead to one survivor.
export const BY_NAME = search(
  'name',
  `select account_id, 'name' as kind, closeness from accounts_by_name($1, $2, ${String(2 * NUMBERS.search.results)})`,
);

export const BY_NAME_AND = search(
  'name_and',
  `select account_id, kind, closeness from accounts_by_name_and($1, $2, $3, $4, ${String(2 * NUMBERS.search.results)}),
     unnest(array['name', $5::text]) as k (kind)`,
);

/** Finds the accounts that one reading of a search means, with one prepared statement; the closest first. */
export async function findAccounts(
  executor: Executor,
  reading: SearchReading,
  now: Date,
): Promise<FoundAccount[]> {
  const [statement, values] = statementFor(reading);
  const rows = await runNamed<FoundRow>(executor, statement, values);
  return rows.map((row) => ({
    account: accountRecord(row, now),
    foundBy: row.kinds,
    leadsFrom: row.leads_from ?? [],
  }));
}

function statementFor(reading: SearchReading): [NamedStatement, unknown[]] {
  switch (reading.by) {
    case 'id':
      return [BY_ID, [reading.id]];
    case 'email':
      return [BY_EMAIL, [DEFAULT_REALM, reading.emails, reading.alias]];
    case 'phone':
      return [BY_PHONE, [DEFAULT_REALM, reading.phones]];
    case 'exact':
      return [BY_EXACT, [DEFAULT_REALM, reading.orderNumber, reading.externalId, reading.username]];
    case 'name':
      if (reading.detail === null) return [BY_NAME, [DEFAULT_REALM, reading.name]];
      return [
        BY_NAME_AND,
        [
          ...[DEFAULT_REALM, reading.name, reading.detail.kind, reading.detail.value],
          searchKindOfDetail(reading.detail.kind),
        ],
      ];
  }
}
