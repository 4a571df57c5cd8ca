import { searchName } from '@relink/domain';
import { kept, type MergeStatement } from './merge-statement.ts';

/** The two accounts themselves, and those that were merged into the other before; last, when everything has moved. */
export const MERGE_ACCOUNTS: readonly MergeStatement[] = [
  {
    name: 'survivor',
    text: `with merged as (
             update account s set first_name = $3, last_name = $4, search_name = $5, language = $6, birth_date = $7::date,
                    contact_preference = $8, note = $9, tags = $10,
                    loyalty_points = s.loyalty_points + o.loyalty_points,
                    order_count = s.order_count + o.order_count,
                    first_order_at = least(s.first_order_at, o.first_order_at),
                    last_order_at = greatest(s.last_order_at, o.last_order_at),
                    has_balance = s.has_balance or o.has_balance,
                    has_subscription = s.has_subscription or o.has_subscription,
                    security_version = s.security_version + 1, updated_at = $11
               from account o where s.id = $1 and o.id = $2 returning s.id)
           select count(*)::int as rows from merged`,
    values: ({ survivorId, otherId, plan: { result }, now }) => [
      survivorId,
      otherId,
      result.firstName,
      result.lastName,
      searchName(result.firstName, result.lastName),
      result.language,
      result.birthDate,
      result.contactPreference,
      result.note,
      result.tags,
      now,
    ],
  },
  {
    // It keeps its name, so that who looks for it is led on.
    name: 'tombstone',
    text: `with merged as (
             update account set status = 'merged', merged_into = $1, order_count = 0, first_order_at = null,
                    last_order_at = null, has_balance = false, has_subscription = false, loyalty_points = 0,
                    security_version = security_version + 1, updated_at = $3
              where id = $2 returning id)
           select count(*)::int as rows from merged`,
    values: ({ survivorId, otherId, now }) => [survivorId, otherId, now],
  },
  {
    // No tombstone leads to a tombstone.
    name: 'tombstones',
    text: `with moved as (
             update account set merged_into = $2, updated_at = $4 where merged_into = $3 returning id)
           ${kept('tombstones', 'id')}`,
    values: ({ mergeId, survivorId, otherId, now }) => [mergeId, survivorId, otherId, now],
  },
];
